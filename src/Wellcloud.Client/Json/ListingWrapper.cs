using System.Text.Json;

namespace Wellcloud.Client.Json;

/// <summary>The object around the rows, <c>{"root":[…],"total":n}</c>, or the service's error, <c>{"message":"…","code":"500"}</c>.</summary>
internal sealed class ListingWrapper(ListingOptions options)
{
    /// <summary>The property with the rows.</summary>
    public const string Root = "root";

    private bool _hasRoot;
    private bool _isError;
    private long? _total;
    private int? _code;
    private string? _message;

    /// <summary>Notes that the rows begin. The contract allows them once.</summary>
    /// <returns>False when there were rows before.</returns>
    public bool TryEnterRoot() => !_hasRoot && (_hasRoot = true);

    /// <summary>Reads a property other than an array of rows.</summary>
    /// <returns>False when the object cannot be a listing.</returns>
    public bool TryReadProperty(string? name, byte[] buffer, in ValueSpan value)
    {
        switch (name)
        {
            case Root:
                return value.Kind == JsonTokenType.Null && TryEnterRoot();
            case "total":
                _total = WireNumber.Read(buffer, value);
                break;
            case "code":
                _isError |= value.IsPresent;
                _code = WireNumber.Read(buffer, value) is { } code and >= int.MinValue and <= int.MaxValue ? (int)code : null;
                break;
            case "message":
                _isError |= value.IsPresent;
                _message = WireText.Read(buffer, value);
                break;
        }

        return true;
    }

    /// <summary>Checks the object at its end.</summary>
    /// <param name="rows">The number of rows read.</param>
    /// <exception cref="WellcloudException">The object is the service's error or not a listing, or it announces more rows than it has.</exception>
    public void Complete(long rows)
    {
        if (!_hasRoot)
        {
            throw _isError ? options.ServiceFault(_code, _message) : ListingFault.NotAListing();
        }

        if (_total > rows)
        {
            throw ListingFault.Short(rows, _total.Value);
        }
    }
}
