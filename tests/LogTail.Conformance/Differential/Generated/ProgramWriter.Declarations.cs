namespace LogTail.Conformance.Differential.Generated;

/// <summary>Metrics, constants, decorators.</summary>
internal sealed partial class ProgramWriter
{
    private static readonly string[] Kinds = ["counter", "counter", "counter", "gauge", "gauge", "gauge", "timer", "text", "histogram"];

    private static readonly string[] KeyNames = ["k", "code", "user", "quoted-key", "le2", "A", "z9"];

    private static readonly string[] Bounds = ["1, 2", "0, 1, 2, 4", "-5, 0, 5", "0.5, 1.5, 1e3", "1, 2.5, 10, 100", "0.001, 0.01"];

    private void WriteDeclaration()
    {
        var kind = Pick(Kinds);
        var keys = Enumerable.Range(0, Chance(2) ? 0 : _random.Next(1, 4)).Select(_ => Chance(8) ? Shape.Whole : Shape.String).ToArray();
        var name = _prefix + NewName(Pick(["c", "g", "total_", "Z"]));
        var exported = Chance(6) ? $" as \"{name}{Pick(["-x", "_y", ":z"])}\"" : "";
        var by = keys.Length > 0 ? " by " + string.Join(", ", KeyNames.OrderBy(_ => _random.Next()).Take(keys.Length).Select(Spelled)) : "";
        var buckets = kind == "histogram" ? " buckets " + Pick(Bounds) : "";
        var limit = Chance(10) && keys.Length > 0 ? " limit 10000" : "";
        string[] attributes = [exported, by, buckets, limit];
        Line((Chance(12) ? "hidden " : "") + $"{kind} {name}" + string.Concat(attributes.OrderBy(_ => _random.Next())));
        _scopes[^1].Metrics.Add(new Metric(name, kind, keys, PlanFor(kind, keys.Length)));
    }

    private static string Spelled(string key) => key.Contains('-', StringComparison.Ordinal) ? $"\"{key.Replace('-', '_')}\"" : key;

    private Shape PlanFor(string kind, int keys) => kind switch
    {
        "text" => Shape.String,
        // A counter without keys starts as 0, which is no text; text in a histogram never arrives.
        "counter" when keys == 0 => Chance(5) ? Shape.Float : Shape.Int,
        "histogram" => Chance(2) ? Shape.Float : Shape.Int,
        _ => Pick([Shape.Int, Shape.Int, Shape.Int, Shape.Float, Shape.Float, Shape.String]),
    };

    private void WriteConstant()
    {
        var (text, groups) = Chance(3) ? Field(Pick(LineWriter.Keys), mayName: true) : (Pick(["code=", " ", ".*", "foo|a", "[0-9]+", "(?i)FOO", "n="]), []);
        var constant = new Constant(NewName("PART"), text, groups);
        Line($"const {constant.Name}{(Chance(8) ? "\n  " : " ")}/{text}/");
        _constants.Add(constant);
    }

    private void WriteDecorator()
    {
        var decorator = new Decorator(NewName("around"));
        Line($"def {decorator.Name} {{");
        _indent++;
        _scopes.Add(new Scope());
        if (Chance(6))
        {
            WriteStatement(DeepestNesting - 1);
            Line("next");
        }
        else
        {
            var (source, captures) = Pattern(decorated: true);
            Line(source + " {");
            _scopes.Add(new Scope());
            _scopes[^1].Captures.AddRange(captures);
            decorator.Captures.AddRange(captures.Where(capture => capture.Spelling != "$0"));
            Block(() =>
            {
                WriteStatements(_random.Next(2), DeepestNesting - 1);
                Line("next");
                WriteStatements(_random.Next(2), DeepestNesting - 1);
            });
            _scopes.RemoveAt(_scopes.Count - 1);
            Line("}");
        }

        _scopes.RemoveAt(_scopes.Count - 1);
        _indent--;
        Line("}");
        _decorators.Add(decorator);
    }

    private void WriteDecorated(Decorator decorator, int depth)
    {
        decorator.IsUsed = true;
        Line($"@{decorator.Name} {{");
        _scopes.Add(new Scope());
        _scopes[^1].Captures.AddRange(decorator.Captures);
        Block(() => WriteStatements(_random.Next(1, 3), depth + 1));
        _scopes.RemoveAt(_scopes.Count - 1);
        Line("}");
    }

    /// <param name="name">Without the <c>@</c>.</param>
    private sealed class Decorator(string name)
    {
        public string Name { get; } = name;

        /// <summary>What of its pattern a decorated block sees.</summary>
        public List<Capture> Captures { get; } = [];

        public bool IsUsed { get; set; }
    }
}
