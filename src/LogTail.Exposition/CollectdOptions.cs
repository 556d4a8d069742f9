namespace LogTail.Exposition;

/// <summary>What every line to collectd says.</summary>
/// <param name="Host">Name of this host.</param>
/// <param name="Prefix">Stands before the name of the plugin as it is.</param>
/// <param name="Interval">Time between two pushes, in whole seconds.</param>
public sealed record CollectdOptions(string Host, string Prefix, TimeSpan Interval);
