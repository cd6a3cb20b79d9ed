using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>The Chinese code page 936. Chinese servers and zip programs use it for names.</summary>
internal static class Gbk
{
    /// <summary>
    /// The encoding, which throws <see cref="DecoderFallbackException"/> for invalid bytes. Null where the system lacks it: in the
    /// netstandard2.0 build on anything but .NET Framework, unless the process has registered the code pages.
    /// </summary>
    public static Encoding? Strict
    {
        get
        {
#if NETSTANDARD
            try
            {
                return Encoding.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            }
            catch (NotSupportedException)
            {
                return null;
            }
#else
            return CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#endif
        }
    }
}
