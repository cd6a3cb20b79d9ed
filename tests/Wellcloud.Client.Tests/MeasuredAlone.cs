using Xunit;

namespace Wellcloud.Client.Tests;

/// <summary>Tests that look at the memory of the process, which must be theirs alone meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
