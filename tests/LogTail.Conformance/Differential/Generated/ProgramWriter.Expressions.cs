using System.Globalization;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>Expressions. Levels are the grammar's: 2 <c>* / % **</c>, 3 <c>+ -</c>, 4 shifts, 5 comparison, 6 <c>&amp; | ^</c>, 7 logic.</summary>
internal sealed partial class ProgramWriter
{
    private static readonly string[] IntLiterals =
        ["0", "1", "2", "3", "7", "-1", "10", "16", "36", "63", "64", "100", "-5", "1000000", "9223372036854775807", "007", "-9223372036854775808"];

    private static readonly string[] FloatLiterals = ["0.0", "1.5", "-2.25", ".5", "5.", "1e3", "1.5E-7", "1234567.5", "1e21", "0.1", "2.0", "-0.5"];

    private static readonly string[] StringLiterals =
        ["\"\"", "\"a\"", "\"foo\"", "\"10\"", "\"-\"", "\"x.y\"", "\"1.5\"", "\"Ä😀\"", "\"a\\\"b\"", "\"a\\\\b\\n\"", "\"200\"", "\"-5\"", "\"1e3\"", "\"z\""];

    private bool _writesKeys;

    private IEnumerable<Capture> Captures
    {
        get
        {
            // Inner names hide outer ones; a number that only an outer pattern has is the outer one's.
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var scope in Enumerable.Reverse(_scopes))
            {
                if (scope.HasSubstPattern)
                {
                    // In rc50 it has taken over $0, and never matches.
                    seen.Add("$0");
                }

                foreach (var capture in scope.Captures.Where(capture => seen.Add(capture.Spelling)).ToList())
                {
                    yield return capture;
                }
            }
        }
    }

    private IEnumerable<Metric> Metrics => _scopes.SelectMany(scope => scope.Metrics);

    private Term Value(Shape shape, int depth) => (Chance(120) ? Pick([Shape.Int, Shape.Float, Shape.String]) : shape) switch
    {
        Shape.Int => Int(depth),
        Shape.Float => Float(depth),
        _ => Text(depth),
    };

    private Term Any(int depth) => Value(Pick([Shape.Int, Shape.Float, Shape.String]), depth);

    private Term Int(int depth)
    {
        if (depth <= 0 || Chance(3))
        {
            return Leaf(Shape.Int);
        }

        switch (_random.Next(12))
        {
            case 0:
                return new Term($"len({Any(depth - 1).Text})");
            case 1:
                return new Term($"strtol({Text(depth - 1).Text}, {Pick(["10", "16", "8", "2", "36", "1", "0", "37"])})");
            case 2:
                return new Term($"int({Value(Pick([Shape.Int, Shape.String]), depth - 1).Text})");
            case 3:
                return new Term($"((~{At(0, Int(depth - 1))}) {Pick(["&", "|"])} {At(0, Int(depth - 1))})");
            case 4 or 5:
                return Operation(6, ["&", "|", "^"], Int(depth - 1), Chance(12) ? Any(depth - 1) : Int(depth - 1));
            case 6:
                return Operation(4, ["<<", ">>"], Int(depth - 1), Int(depth - 1));
            case 7 or 8:
                return Operation(2, ["*", "/", "%", "**", "*"], Int(depth - 1), Int(depth - 1));
            default:
                return Operation(3, ["+", "-"], Int(depth - 1), Int(depth - 1));
        }
    }

    private Term Float(int depth)
    {
        if (depth <= 0 || Chance(3))
        {
            return Leaf(Shape.Float);
        }

        var other = Chance(2) ? Float(depth - 1) : new Term(At(0, Int(depth - 1)));
        return _random.Next(8) switch
        {
            0 or 1 => new Term($"float({Any(depth - 1).Text})"),
            // A fractional exponent may differ in its last digit.
            2 => Operation(2, ["**"], Float(depth - 1), new Term(Pick(["2.0", "3.0", "-1.0", "0.0", "10.0"]), IsLiteral: true)),
            3 or 4 => Operation(2, ["*", "/", "%"], Float(depth - 1), other),
            5 => Operation(3, ["+", "-"], other, Float(depth - 1)),
            _ => Operation(3, ["+", "-"], Float(depth - 1), other),
        };
    }

    private Term Text(int depth)
    {
        if (depth <= 0 || Chance(3))
        {
            return Leaf(Shape.String);
        }

        return _random.Next(8) switch
        {
            0 => new Term($"string({Any(depth - 1).Text})"),
            1 => new Term($"tolower({Text(depth - 1).Text})"),
            2 => new Term($"subst({Text(depth - 1).Text}, {Text(depth - 1).Text}, {Any(depth - 1).Text})"),
            3 => SubstPattern(depth),
            4 => new Term("getfilename()"),
            5 => Operation(3, ["+"], new Term(At(0, Any(depth - 1))), Text(depth - 1)),
            _ => Operation(3, ["+"], Text(depth - 1), new Term(At(0, Any(depth - 1)))),
        };
    }

    private Term SubstPattern(int depth)
    {
        if (_scopes[^1].HasSubstPattern || _indent == 0 || _mayMatch)
        {
            return Leaf(Shape.String);
        }

        _scopes[^1].HasSubstPattern = true;
        var pattern = Pick(["x*", "[a-c]", "o+", @"\d", "^.", "", ".", "(?i)FOO", "$", @"\b", "é|Ä"]);
        return new Term($"subst(/{pattern}/, {Text(depth - 1).Text}, {Any(depth - 1).Text})");
    }

    private Term Leaf(Shape shape)
    {
        var captures = Captures.Where(capture => capture.Shape == shape).ToList();
        if (captures.Count > 0 && !Chance(4))
        {
            return new Term(Pick(captures).Spelling);
        }

        // A key whose key has a key would have no end.
        var metrics = Metrics.Where(metric => metric.CanBeRead && metric.Shape == shape && (!_writesKeys || metric.Keys.Count == 0)).ToList();
        if (metrics.Count > 0 && Chance(2))
        {
            return new Term(Reference(Pick(metrics)));
        }

        return new Term(
            Pick(shape switch
            {
                Shape.Int => IntLiterals,
                Shape.Float => FloatLiterals,
                _ => StringLiterals,
            }),
            IsLiteral: true);
    }

    // A metric with its keys.
    private string Reference(Metric metric)
    {
        metric.IsUsed = true;
        var wrote = _writesKeys;
        _writesKeys = true;
        var keys = metric.Keys.Select(key => key == Shape.Whole && Captures.Any(capture => capture.Shape == Shape.Whole) ? "$0" : Any(Chance(4) ? 2 : 0).Text).ToList();
        _writesKeys = wrote;
        return keys.Count switch
        {
            0 => metric.Name,
            _ when Chance(3) => $"{metric.Name}[{string.Join(", ", keys)}]",
            _ => metric.Name + string.Concat(keys.Select(key => $"[{key}]")),
        };
    }

    private Term Operation(int level, string[] operators, Term left, Term right)
    {
        var op = Pick(operators);
        if (op is "/" or "%" && right.IsLiteral && IsZero(right.Text))
        {
            right = new Term("3", IsLiteral: true);
        }

        // Mostly as the levels want it; sometimes as whoever forgot them would write it.
        var between = Chance(60) ? $" {op}\n    " : $" {op} ";
        return new Term(At(Chance(5) && level <= 4 ? 4 : level, left) + between + At(level - 1, right), level);
    }

    private static bool IsZero(string literal) => double.Parse(literal, CultureInfo.InvariantCulture) == 0;

    // In parentheses where it must be, or for the fun of it.
    private string At(int level, Term term) => term.Level > level || Chance(10) ? $"({term.Text})" : term.Text;

    // A condition without a pattern at its front.
    private Term Bool(int depth)
    {
        if (depth > 0 && Chance(4))
        {
            var op = Pick(["&&", "||"]);
            return new Term(At(Chance(4) ? 7 : 5, Bool(depth - 1)) + $" {op} " + (Chance(8) ? Leaf(Pick([Shape.Int, Shape.Float, Shape.String])).Text : At(5, Bool(depth - 1))), 7);
        }

        if (_mayMatch && Chance(5))
        {
            _mayMatch = false;
            var (source, captures) = Pattern();
            var left = Chance(6) ? Any(1) : Leaf(Pick([Shape.Int, Shape.Float, Shape.String]));
            _pendingCaptures = captures;
            return new Term($"{At(0, left)} {Pick(["=~", "=~", "!~"])} {source}", 7);
        }

        var shape = Pick([Shape.Int, Shape.Int, Shape.Float, Shape.String, Shape.String]);
        var other = Chance(5) ? Pick([Shape.Int, Shape.Float, Shape.String]) : shape;
        return _random.Next(12) switch
        {
            0 => Operation(6, ["&", "|", "^"], Leaf(Shape.Int), Leaf(Shape.Int)),
            1 => new Term($"~{At(0, Int(1))}", 1),
            2 when Metrics.FirstOrDefault(metric => metric is { CanBeRead: true, Shape: Shape.Int }) is { } metric => new Term(Reference(metric) + Pick(["++", "--"]), 1),
            3 => new Term($"({At(3, Any(1))} {Pick(["<", ">", "=="])} {At(3, Any(1))})"),
            _ => new Term($"{At(3, Value(shape, depth))} {Pick(["<", "<=", ">", ">=", "==", "!="])} {At(3, Value(other, depth))}", 5),
        };
    }
}
