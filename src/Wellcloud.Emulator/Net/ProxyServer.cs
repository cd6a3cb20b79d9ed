using System;
using System.Threading.Tasks;

namespace Wellcloud.Emulator;

internal sealed class ProxyServer : IAsyncDisposable
{
    public ProxyServer(EmulatorOptions options, FaultBook book, RequestLog log)
    {
    }

    public Uri Uri => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
