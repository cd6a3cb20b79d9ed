using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>The Chinese code page 936, in which servers and zip programs of the region write names.</summary>
internal static class Gbk
{
    /// <summary>
    /// The encoding, which throws <see cref="DecoderFallbackException"/> for other bytes; null where the system has none
    /// (the netstandard2.0 build anywhere but on .NET Framework, unless the process registered the code pages).
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
            catch (System.NotSupportedException)
            {
                return null;
            }
#else
            return CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
#endif
        }
    }
}
