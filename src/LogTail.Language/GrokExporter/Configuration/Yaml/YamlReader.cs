using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LogTail.Language.GrokExporter.Configuration.Yaml;

/// <summary>
/// Reads the first document of a YAML text as a tree with places, from the parser's events. Size and depth are bounded: hostile text gets a
/// diagnostic. One instance per text.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxLength = 4 << 20;
    private const int MaxDepth = 50;

    private readonly ProgramText _text;
    private readonly ConfigurationDiagnostics _diagnostics;
    private readonly Parser _events;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlReader(ProgramText text, ConfigurationDiagnostics diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        _events = new Parser(new StringReader(text.Text));
    }

    /// <summary>Reads a text.</summary>
    /// <returns>Null when it is empty or no YAML; only the latter is reported.</returns>
    public static YamlNode? Read(ProgramText text, ConfigurationDiagnostics diagnostics)
    {
        if (text.Text.Length > MaxLength)
        {
            diagnostics.Report(
                DiagnosticCode.TooLong, text, default, $"This file has {text.Text.Length} characters; the limit is {MaxLength}.", "Is it a configuration?");
            return null;
        }

        try
        {
            return new YamlReader(text, diagnostics).ReadDocument();
        }
        catch (YamlException fault)
        {
            diagnostics.Report(
                DiagnosticCode.InvalidYaml,
                text,
                new TextSpan(PlaceOf(fault, text), 0),
                $"This is no valid YAML: {Sentence(fault)}",
                "Put text that contains : # { [ % or a backslash in 'single quotes', and indent with blanks.");
            return null;
        }
    }

    // A tab is complained of at the beginning of what it stands in, which may be the whole file.
    private static int PlaceOf(YamlException fault, ProgramText text)
    {
        var start = IndexOf(text, fault.Start);
        if (!fault.Message.Contains("invalid tab", StringComparison.Ordinal))
        {
            return start;
        }

        for (var line = text.PositionOf(start).Line; line <= text.LineCount; line++)
        {
            var tab = text.LineAt(line).IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(text.LineAt(line)[..tab]))
            {
                return text.StartOf(line) + tab;
            }
        }

        return start;
    }

    private YamlNode? ReadDocument()
    {
        while (Advance())
        {
            if (_events.Current is DocumentStart)
            {
                Next();
                return ReadNode(0);
            }
        }

        return null;
    }

    // Recursion is bounded by MaxDepth.
    private YamlNode ReadNode(int depth)
    {
        var current = _events.Current!;
        if (depth > MaxDepth)
        {
            throw new YamlException(current.Start, current.End, $"It nests deeper than {MaxDepth} levels.");
        }

        if (current is AnchorAlias alias)
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"No anchor &{alias.Value.Value} stands before this.");
        }

        YamlNode node = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            _ => throw new YamlException(current.Start, current.End, "A value is missing."),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var span = SpanOf(scalar.Start, scalar.End);
        var isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        var quote = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var first = span.Start + quote;
        var isVerbatim = string.CompareOrdinal(_text.Text, first, scalar.Value, 0, scalar.Value.Length) == 0;
        return new YamlScalar(scalar.Value, isPlain, isVerbatim ? first : -1, span);
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlSequence(items.DrainToImmutable(), SpanOf(start.Start, start.End));
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<YamlMapping>();
        while (Next() is not MappingEnd)
        {
            var keyEvent = _events.Current!;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw new YamlException(keyEvent.Start, keyEvent.End, "A key must be a text.");
            }

            Next();
            var value = ReadNode(depth + 1);
            if (key is { IsPlain: true, Value: "<<" })
            {
                merged.AddRange(MergedBy(value, keyEvent));
            }
            else
            {
                Put(entries, new YamlEntry(key, value));
            }
        }

        // What is written here wins over what is merged, and of that the first.
        foreach (var entry in merged.SelectMany(mapping => mapping.Entries))
        {
            if (!entries.Exists(known => known.Key.Value == entry.Key.Value))
            {
                entries.Add(entry);
            }
        }

        return new YamlMapping([.. entries], SpanOf(start.Start, start.End));
    }

    private static IEnumerable<YamlMapping> MergedBy(YamlNode value, ParsingEvent place) => value switch
    {
        YamlMapping mapping => [mapping],
        YamlSequence sequence when sequence.Items.All(item => item is YamlMapping) => sequence.Items.Cast<YamlMapping>(),
        _ => throw new YamlException(place.Start, place.End, "The merge key << takes a mapping, or a list of mappings."),
    };

    private void Put(List<YamlEntry> entries, YamlEntry entry)
    {
        var known = entries.FindIndex(other => other.Key.Value == entry.Key.Value);
        if (known < 0)
        {
            entries.Add(entry);
            return;
        }

        _diagnostics.Report(
            DiagnosticCode.RepeatedKey, _text, entry.Key.Span, $"`{entry.Key.Value}` is given twice; this one counts.", "Delete the other one.");
        entries[known] = entry;
    }

    private ParsingEvent Next()
    {
        Advance();
        return _events.Current!;
    }

    // Where a text ends in the middle of something, the library may throw what is no YamlException.
    private bool Advance()
    {
        try
        {
            return _events.MoveNext();
        }
        catch (Exception fault) when (fault is not YamlException)
        {
            var place = _events.Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "What begins here does not end as it should.", fault);
        }
    }

    private TextSpan SpanOf(Mark start, Mark end)
    {
        var first = IndexOf(_text, start);
        return new TextSpan(first, Math.Max(0, IndexOf(_text, end) - first));
    }

    private static int IndexOf(ProgramText text, Mark mark) => (int)Math.Clamp(mark.Index, 0, text.Text.Length);

    private static string Sentence(YamlException fault) => fault.Message.EndsWith('.') ? fault.Message : fault.Message + ".";
}
