using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class FileMoveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");

    private string Source => Path.Combine(_folder.FullName, "a.partial");

    private string Target => Path.Combine(_folder.FullName, "a.mp3");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Target_is_replaced_and_nothing_else_is_left()
    {
        File.WriteAllText(Source, "new");
        FileMove.Replace(Source, Target, isNamed: false);
        File.WriteAllText(Source, "newer");
        FileMove.Replace(Source, Target, isNamed: false);
        Assert.Equal("newer", File.ReadAllText(Target));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Reader_keeps_the_old_file_and_the_new_one_has_its_name()
    {
        File.WriteAllText(Target, "old");
        File.WriteAllText(Source, "new");
        using (var reader = new StreamReader(new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete)))
        {
            FileMove.Replace(Source, Target, isNamed: false);
            Assert.Equal("new", File.ReadAllText(Target));
            Assert.Equal("old", reader.ReadToEnd());
        }

        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Folder_in_the_place_of_the_target_stays()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "note"), "mine");
        File.WriteAllText(Source, "new");
        Assert.True(FileFault.IsFile(Assert.ThrowsAny<SystemException>(() => FileMove.Replace(Source, Target, isNamed: false))));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, "note")));
    }
}
