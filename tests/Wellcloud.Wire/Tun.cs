using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wellcloud.Wire;

/// <summary>One end of the wire: a network device whose packets this program reads and writes. It belongs to the namespace of the thread that opens it.</summary>
internal sealed class Tun : IDisposable
{
    private const uint SetDevice = 0x400454CA; // TUNSETIFF
    private const short BarePackets = 0x1001; // IFF_TUN | IFF_NO_PI
    private const int NameLength = 16;

    private readonly SafeFileHandle _handle;
    private readonly FileStream _packets;

    private Tun(SafeFileHandle handle, string name) => (_handle, _packets, Name) = (handle, new FileStream(handle, FileAccess.ReadWrite, 0), name);

    public string Name { get; }

    /// <summary>Opens a device with an address, and lets loopback addresses pass through it.</summary>
    /// <param name="address">The address of this end, with the length of its prefix.</param>
    public static Tun Open(string address)
    {
        var handle = File.OpenHandle("/dev/net/tun", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var request = new byte[40];
        Encoding.ASCII.GetBytes("wire%d").CopyTo(request, 0);
        BitConverter.TryWriteBytes(request.AsSpan(NameLength), BarePackets);
        if (Control(handle, SetDevice, request) < 0)
        {
            throw new Win32Exception();
        }

        var name = Encoding.ASCII.GetString(request, 0, Array.IndexOf(request, (byte)0));
        Configure("address", "add", address, "dev", name);
        Configure("link", "set", name, "up");
        File.WriteAllText($"/proc/sys/net/ipv4/conf/{name}/route_localnet", "1");
        return new(handle, name);
    }

    /// <summary>Runs the program ip in the namespace of this thread.</summary>
    public static void Configure(params string[] arguments)
    {
        using var ip = Process.Start("ip", arguments);
        ip.WaitForExit();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)} failed.");
        }
    }

    public int Read(byte[] packet) => _packets.Read(packet, 0, packet.Length);

    public void Write(ReadOnlySpan<byte> packet) => _packets.Write(packet);

    public void Dispose()
    {
        _packets.Dispose();
        _handle.Dispose();
    }

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, nuint request, byte[] argument);
}
