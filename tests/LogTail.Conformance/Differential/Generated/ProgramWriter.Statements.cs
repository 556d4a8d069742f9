namespace LogTail.Conformance.Differential.Generated;

/// <summary>Statements.</summary>
internal sealed partial class ProgramWriter
{
    private static readonly string[] Layouts =
    [
        "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05-07:00", "Jan_2", "20060102", "2006-01-02T15:04:05.000Z07:00",
    ];

    private static readonly string[] Durations = ["1h", "24h", "1h30m", "0s", "-1h", "1.5h", "90m", "5ms"];

    // Defined by a match inside the condition that is being written.
    private List<Capture> _pendingCaptures = [];

    private void WriteStatements(int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            WriteStatement(depth);
        }
    }

    private void WriteStatement(int depth)
    {
        if (depth < DeepestNesting && (_indent == 0 || Chance(4)))
        {
            WriteConditional(depth);
            return;
        }

        switch (_random.Next(24))
        {
            case 0:
                WriteDelete();
                break;
            case 1 when Chance(3):
                Line("stop");
                break;
            case 2 or 3:
                WriteTime();
                break;
            case 4:
                WriteBareExpression();
                break;
            case 5 when depth < DeepestNesting && _decorators.Count > 0:
                WriteDecorated(Pick(_decorators), depth);
                break;
            case 6 when Chance(2):
                WriteDeclaration();
                break;
            default:
                WriteUpdate();
                break;
        }
    }

    private void WriteConditional(int depth)
    {
        if (_decorators.Count > 0 && Chance(6))
        {
            WriteDecorated(Pick(_decorators), depth);
            return;
        }

        if (Chance(10))
        {
            Line("otherwise {");
            Block(() => WriteStatements(_random.Next(1, 3), depth + 1));
            Line("}");
            return;
        }

        var (source, captures) = Condition(depth);
        _scopes.Add(new Scope());
        _scopes[^1].Captures.AddRange(captures);
        Line(source + (Chance(30) ? " { # a note" : " {"));
        Block(() => WriteStatements(_random.Next(1, 5), depth + 1));
        if (Chance(4))
        {
            if (!Chance(6))
            {
                _scopes[^1].Captures.Clear();
            }

            Line("} else {");
            Block(() => WriteStatements(_random.Next(1, 3), depth + 1));
        }

        Line("}");
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    private (string Source, List<Capture> Captures) Condition(int depth)
    {
        if (depth == 0 || !Chance(3))
        {
            var (source, captures) = Pattern();
            if (!Chance(6))
            {
                return (source, captures);
            }

            _scopes.Add(new Scope());
            _scopes[^1].Captures.AddRange(captures);
            var rest = Bool(1);
            _scopes.RemoveAt(_scopes.Count - 1);
            return ($"{source} {Pick(["&&", "&&", "||"])} {At(5, rest)}", captures);
        }

        _mayMatch = true;
        _pendingCaptures = [];
        var condition = Bool(2);
        _mayMatch = false;
        return (condition.Text, _pendingCaptures);
    }

    private void WriteUpdate()
    {
        var metrics = Metrics.ToList();
        if (metrics.Count > 0)
        {
            WriteUse(Pick(metrics));
        }
    }

    private void WriteUse(Metric metric)
    {
        var target = Reference(metric);
        if (metric.Shape == Shape.Int && metric.Kind is not ("histogram" or "text") && Chance(2))
        {
            Line(target + Pick(["++", "++", "++", "--"]));
            metric.IsTyped = true;
            return;
        }

        var shape = Chance(15) ? Pick([Shape.Int, Shape.Float, Shape.String]) : metric.Shape;
        if (metric.Kind == "text" && Chance(4))
        {
            shape = Pick([Shape.Int, Shape.Float]);
        }

        var op = metric.Kind != "histogram" && Chance(3) ? "+=" : "=";
        Line($"{target} {op} {(Chance(60) ? "\n    " : "")}{Value(shape, _random.Next(4)).Text}");
        if (!metric.IsTyped)
        {
            metric.IsTyped = true;
            metric.Shape = shape;
        }
    }

    private void WriteDelete()
    {
        var keyed = Metrics.Where(metric => metric.Keys.Count > 0).ToList();
        if (keyed.Count == 0)
        {
            WriteUpdate();
            return;
        }

        var reference = Reference(Pick(keyed));
        Line($"del {reference}{(Chance(2) ? " after " + Pick(Durations) : "")}");
    }

    private void WriteTime()
    {
        var texts = Captures.Where(capture => capture.Shape == Shape.String).ToList();
        if (texts.Count > 0 && Chance(2))
        {
            // What cannot be read twice takes the time away, so its timestamp() may be the present, which cannot be compared.
            Line($"strptime({(Chance(6) ? Text(1).Text : Pick(texts).Spelling)}, \"{Pick(Layouts)}\")");
            return;
        }

        Line($"settime({(Chance(2) ? Int(1) : Leaf(Shape.Int)).Text})");
        if (Metrics.FirstOrDefault(metric => metric is { Shape: Shape.Int, Kind: "gauge" or "timer" }) is { } gauge && Chance(2))
        {
            Line($"{Reference(gauge)} = timestamp()");
            gauge.IsTyped = true;
        }
    }

    private void WriteBareExpression()
    {
        var captures = Captures.Where(capture => capture.Shape != Shape.Whole).ToList();
        var metrics = Metrics.Where(metric => metric.CanBeRead).ToList();
        Line(_random.Next(4) switch
        {
            0 when captures.Count > 0 => Pick(captures).Spelling,
            1 when metrics.Count > 0 => Reference(Pick(metrics)),
            2 => $"len({Any(1).Text})",
            _ => $"({Any(2).Text})",
        });
    }
}
