namespace Wellcloud.Client.Json;

/// <summary>What comes next in a listing.</summary>
internal enum ListingPlace
{
    /// <summary>The first byte of the body.</summary>
    Start,

    /// <summary>The array, or the object with its first property.</summary>
    Root,

    /// <summary>A row, or the end of an array without any.</summary>
    FirstRow,

    /// <summary>A row.</summary>
    Row,

    /// <summary>A comma or the end of the rows.</summary>
    AfterRow,

    /// <summary>Another property of the wrapper, or its end.</summary>
    AfterProperty,

    /// <summary>Nothing.</summary>
    End,
}
