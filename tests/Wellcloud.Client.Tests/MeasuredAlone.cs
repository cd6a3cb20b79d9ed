using Xunit;

namespace Wellcloud.Client.Tests;

/// <summary>Tests that measure the memory of the process, so no other test may run at the same time.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
