using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class FileFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(27)]
    [InlineData(unchecked((int)0x800700DF))]
    public void File_that_is_too_large_fails_alone_and_says_so(int code) => AssertTooLarge(new IOException("code", code));

    [Fact]
    public void Argument_out_of_range_is_a_file_that_is_too_large() => AssertTooLarge(new ArgumentOutOfRangeException("value"));

    [Theory]
    [InlineData(28)]
    [InlineData(unchecked((int)0x80070070))]
    public void Full_disk_ends_the_run(int code) => Assert.True(Fault(new IOException("full", code)).EndsRun);

    [Theory]
    [InlineData(11)]
    [InlineData(unchecked((int)0x80070020))]
    public void File_in_use_fails_alone(int code) => Assert.False(Fault(new IOException("in use", code)).EndsRun);

    [Fact]
    public void Refused_file_fails_alone_if_its_folder_can_be_written_to()
    {
        Assert.False(Fault(new UnauthorizedAccessException()).EndsRun);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private void AssertTooLarge(Exception exception)
    {
        var fault = Fault(exception);
        Assert.Equal((WellcloudError.WriteFailed, false), (fault.Error, fault.EndsRun));
        Assert.Contains("4 GB", fault.Message);
        Assert.DoesNotContain("value", fault.Message);
    }

    private WellcloudException Fault(Exception exception) => FileFault.WriteOne(Path.Combine(_folder.FullName, "a.mp3"), _folder.FullName, exception);
}
