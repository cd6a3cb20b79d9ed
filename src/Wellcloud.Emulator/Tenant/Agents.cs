using System.Text;

namespace Wellcloud.Emulator.Tenant;

/// <summary>The people who answer: each has a name, a login and an extension.</summary>
internal static class Agents
{
    private static readonly string[] s_names =
    [
        "张三", "李四", "王芳", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷", "吴刚",
        "徐丽", "孙浩", "胡雪梅", "朱建国", "高翔", "林小燕", "何俊杰", "郭晓东", "马超", "罗琳",
        "梁思成", "宋佳", "郑爽爽", "谢安", "韩梅梅", "唐伯虎", "冯程", "于洋", "董洁", "萧山",
        "程亚男", "曹雪", "袁媛", "邓超群", "许文强", "傅雷", "沈从军", "曾国华", "彭丽", "欧阳娜娜",
    ];

    private static readonly Agent[] s_all = [.. s_names.Select((name, i) => new Agent($"50{i:00}@acme.cc", name, $"{8001 + i}@acme.cc"))];

    public static int Count => s_all.Length;

    public static Agent At(int number) => s_all[number];

    internal sealed class Agent(string id, string name, string extension)
    {
        public string Id => id;

        public string Name => name;

        public string Extension => extension;

        public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(id);

        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

        public byte[] Utf8Extension { get; } = Encoding.UTF8.GetBytes(extension);
    }
}
