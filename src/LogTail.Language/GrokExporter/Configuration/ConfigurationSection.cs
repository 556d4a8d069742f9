using System.Collections.Immutable;
using LogTail.Language.Checking.Names;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration.Yaml;
using LogTail.Language.Parsing;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>
/// A mapping of a configuration, read key by key: each getter takes the key's value in the kind that is wanted, or reports why not and gives nothing.
/// At the end <see cref="WarnOfOthers"/> speaks of the keys that nobody took. An absent section reads as an empty one.
/// </summary>
internal sealed class ConfigurationSection
{
    private readonly YamlMapping? _mapping;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    private ConfigurationSection(string name, YamlMapping? mapping, ProgramText file, TextSpan span, ConfigurationDiagnostics diagnostics)
    {
        Name = name;
        _mapping = mapping;
        File = file;
        Span = span;
        Diagnostics = diagnostics;
    }

    /// <summary>What messages put before a key: <c>input</c> for <c>input.path</c>; empty at the top.</summary>
    public string Name { get; }

    public ProgramText File { get; }

    /// <summary>Where it begins.</summary>
    public TextSpan Span { get; }

    public ConfigurationDiagnostics Diagnostics { get; }

    /// <summary>Makes a section of a node; one of another kind is reported and reads as empty.</summary>
    public static ConfigurationSection Of(string name, YamlNode? node, ProgramText file, TextSpan otherwise, ConfigurationDiagnostics diagnostics)
    {
        if (node is not (null or YamlMapping or YamlScalar { IsNull: true }))
        {
            diagnostics.Report(
                DiagnosticCode.WrongYamlKind, file, node.Span, $"{(name.Length > 0 ? $"`{name}`" : "A configuration")} must be a mapping of keys to values.", "Write each key on a line of its own, indented.");
        }

        return new ConfigurationSection(name, node as YamlMapping, file, node?.Span ?? otherwise, diagnostics);
    }

    /// <summary>A key with the section's name before it, as messages say it.</summary>
    public string PathOf(string key) => Name.Length == 0 ? key : $"{Name}.{key}";

    /// <summary>Whether a key is there and not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The span of a key's value; of the section without it.</summary>
    public TextSpan SpanOf(string key) => Find(key)?.Value.Span ?? Span;

    /// <summary>The span of the key itself.</summary>
    public TextSpan KeySpanOf(string key) => Find(key)?.Key.Span ?? Span;

    public void Error(DiagnosticCode code, TextSpan span, string message, string? hint = null) =>
        Diagnostics.Report(code, File, span, message, hint);

    public ConfigurationSection Section(string key) => Of(PathOf(key), Take(key), File, Span, Diagnostics);

    /// <summary>Text: also numbers and booleans are text where text is wanted.</summary>
    public ConfigurationText? Text(string key) => Take(key) is { } node ? AsText(PathOf(key), node) : null;

    public bool? Bool(string key) => Scalar(key, "true or false", scalar => YamlScalars.TryBool(scalar, out var value) ? value : (bool?)null);

    /// <summary>A boolean that may be in quotes, and 0 or 1.</summary>
    public bool? GoBool(string key) => Scalar(key, "true or false", scalar => YamlScalars.TryGoBool(scalar, out var value) ? value : (bool?)null);

    public int? Integer(string key) => Scalar(
        key, "an integer", scalar => YamlScalars.TryWhole(scalar, out var value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : (int?)null);

    /// <summary>A duration of Go. A bare integer is taken as seconds, with a warning: the original takes nanoseconds.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Take(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalar scalar)
        {
            if (YamlScalars.TryInteger(scalar, out var seconds) && seconds is >= 0 and < int.MaxValue)
            {
                WarnOfSeconds(key, scalar, seconds);
                return TimeSpan.FromSeconds(seconds);
            }

            if (GoDuration.TryParse(scalar.Value, out var duration) && duration >= TimeSpan.Zero)
            {
                return duration;
            }
        }

        Error(
            DiagnosticCode.BadDuration, node.Span, $"`{PathOf(key)}` must be a duration.", "Write a number with a unit: 500ms, 30s, 10m, 2h or 1h30m. Days have no unit: 48h.");
        return null;
    }

    /// <summary>A list of texts; empty when the key is not there.</summary>
    public ImmutableArray<ConfigurationText> Texts(string key) => Items(key, "a list of texts", node => AsText(PathOf(key), node));

    /// <summary>A list of numbers; empty when the key is not there.</summary>
    public ImmutableArray<double> Numbers(string key) =>
        [.. Items(key, "a list of numbers", node => new Box<double>(AsNumber(PathOf(key), node))).Select(box => box.Value)];

    /// <summary>A mapping of texts to texts.</summary>
    public ImmutableArray<ExporterLabel> Labels(string key) =>
        [.. Entries(key)
            .Select(entry => AsText($"{PathOf(key)}.{entry.Key.Value}", entry.Value) is { } template
                ? new ExporterLabel(TextOf(entry.Key), template)
                : null)
            .OfType<ExporterLabel>()
            .OrderBy(label => label.Name.Value, StringComparer.Ordinal)];

    /// <summary>A mapping of numbers to numbers.</summary>
    public ImmutableArray<(double Key, double Value, TextSpan Span)> NumberPairs(string key) =>
        [.. Entries(key).Select(entry => (AsNumber(PathOf(key), entry.Key), AsNumber(PathOf(key), entry.Value), entry.Key.Span))];

    /// <summary>A list of mappings.</summary>
    public ImmutableArray<ConfigurationSection> Sections(string key) =>
        Items(key, "a list", node => Of(PathOf(key), node, File, Span, Diagnostics));

    /// <summary>Says of each key that nobody asked for that it does nothing.</summary>
    /// <param name="others">Keys that exist, but mean nothing here.</param>
    public void WarnOfOthers(params ReadOnlySpan<(string Key, string Reason)> others)
    {
        foreach (var entry in _mapping?.Entries ?? [])
        {
            var name = entry.Key.Value;
            if (_taken.Contains(name))
            {
                continue;
            }

            var reason = "";
            foreach (var (key, why) in others)
            {
                reason = key == name ? why : reason;
            }

            var nearest = Spelling.Nearest(name, _known);
            Diagnostics.Report(
                DiagnosticCode.UnknownKey,
                File,
                entry.Key.Span,
                reason.Length > 0 ? $"`{PathOf(name)}` has no effect: {reason}." : $"There is no key `{PathOf(name)}`; it has no effect.",
                nearest is null || reason.Length > 0 ? "Delete it." : $"Did you mean `{nearest}`?");
        }
    }

    private void WarnOfSeconds(string key, YamlScalar scalar, long seconds)
    {
        if (seconds > 0)
        {
            Diagnostics.Report(
                DiagnosticCode.BareDuration,
                File,
                scalar.Span,
                $"`{PathOf(key)}: {scalar.Value}` has no unit and is taken as {seconds} s; grok_exporter takes it as nanoseconds.",
                $"Write {seconds}s.");
        }
    }

    private T? Scalar<T>(string key, string wanted, Func<YamlScalar, T?> read)
        where T : struct
    {
        if (Take(key) is not { } node)
        {
            return null;
        }

        var value = node is YamlScalar scalar ? read(scalar) : null;
        if (value is null)
        {
            Error(DiagnosticCode.WrongYamlKind, node.Span, $"`{PathOf(key)}` must be {wanted}.", $"Write it without quotes: {key}: {Example(wanted)}");
        }

        return value;
    }

    private static string Example(string wanted) => wanted == "an integer" ? "5" : "true";

    private ImmutableArray<T> Items<T>(string key, string wanted, Func<YamlNode, T?> read)
        where T : class
    {
        if (Take(key) is not { } node)
        {
            return [];
        }

        if (node is YamlSequence sequence)
        {
            return [.. sequence.Items.Select(read).OfType<T>()];
        }

        Error(DiagnosticCode.WrongYamlKind, node.Span, $"`{PathOf(key)}` must be {wanted}.", "Begin each item with `- ` on a line of its own, or write [a, b].");
        return [];
    }

    private ImmutableArray<YamlEntry> Entries(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlMapping mapping:
                return mapping.Entries;
            case var node:
                Error(DiagnosticCode.WrongYamlKind, node.Span, $"`{PathOf(key)}` must be a mapping.", "Write each `name: value` on a line of its own, indented.");
                return [];
        }
    }

    private ConfigurationText? AsText(string path, YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            return TextOf(scalar);
        }

        Error(DiagnosticCode.WrongYamlKind, node.Span, $"`{path}` must be a text.", "Put it in 'single quotes'.");
        return null;
    }

    private ConfigurationText TextOf(YamlScalar scalar) => new(scalar.IsNull ? "" : scalar.Value, File, scalar.Span, scalar.IsNull ? -1 : scalar.Offset);

    private double AsNumber(string path, YamlNode node)
    {
        if (node is YamlScalar scalar && YamlScalars.TryNumber(scalar, out var number) && !double.IsNaN(number))
        {
            return number;
        }

        Error(DiagnosticCode.WrongYamlKind, node.Span, $"`{path}` takes numbers only.", "Write numbers without quotes and units: 0.5");
        return double.NaN;
    }

    private YamlNode? Take(string key)
    {
        _taken.Add(key);
        _known.Add(key);
        return Find(key)?.Value;
    }

    private YamlEntry? Find(string key) =>
        _mapping?.Entries.FirstOrDefault(entry => entry.Key.Value == key) is { Value: not YamlScalar { IsNull: true } } entry ? entry : null;

    private sealed record Box<T>(T Value);
}
