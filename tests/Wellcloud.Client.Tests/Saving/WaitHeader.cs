namespace Wellcloud.Client.Tests.Saving;

/// <summary>The form of a service's <c>Retry-After</c>.</summary>
internal enum WaitHeader
{
    None,
    Seconds,
    Date,
}
