namespace Wellcloud.Client.Json;

/// <summary>The part of a listing that the parser expects next.</summary>
internal enum ListingPlace
{
    /// <summary>The first byte of the body.</summary>
    Start,

    /// <summary>The array, or the object with its first property.</summary>
    Root,

    /// <summary>A row, or the end of an empty array.</summary>
    FirstRow,

    /// <summary>A row.</summary>
    Row,

    /// <summary>A comma, or the end of the rows.</summary>
    AfterRow,

    /// <summary>Another property of the wrapper, or the end of the wrapper.</summary>
    AfterProperty,

    /// <summary>Nothing: the listing is complete.</summary>
    End,
}
