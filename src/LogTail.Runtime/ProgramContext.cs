using System.Collections.Immutable;
using LogTail.Metrics;

namespace LogTail.Runtime;

/// <summary>What a program is given when it is made.</summary>
/// <param name="Name">File name of the program.</param>
/// <param name="Families">The families that it declares, in the order of its metric descriptions. They are the program's alone to write.</param>
/// <param name="Observer">Told of faults.</param>
/// <param name="Options">What the user chose.</param>
/// <param name="Clock">Says which year it is, for times without one.</param>
public sealed record ProgramContext(
    string Name,
    ImmutableArray<MetricFamily> Families,
    IProgramObserver Observer,
    ProgramOptions Options,
    TimeProvider Clock);
