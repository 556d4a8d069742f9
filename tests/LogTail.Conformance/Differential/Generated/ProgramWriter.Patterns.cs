using System.Globalization;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>Patterns that match the lines of <see cref="LineWriter"/> often enough.</summary>
internal sealed partial class ProgramWriter
{
    private static readonly string[] IntGroups =
        [@"\d+", @"-?\d+", @"[+-]?\d+", @"\d{1,3}", @"\d+?", "[0-9]+", @"\d*", "200|404", @"[1-5]\d\d", @"(?:\d|-)+", @"(?i:\d+)", @"\d+|\d\d"];

    private static readonly string[] FloatGroups =
        [@"\d+\.\d+", @"[\d.]+", @"-?\d+(?:\.\d+)?", @"[\d.eE+-]+", @"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", @"\d*\.\d*", @"-?\d*\.\d+"];

    private static readonly string[] StringGroups =
    [
        @"\S+", @"\S*", @"\w+", "[^ =]+", @"\d", @"\d+|-", @"-|\d+", ".", ".*", "[a-z]*", "(?i)FOO", @"\d+,\d+", "[[:alpha:]]+", @"\p{L}+", "1|2", "[^ ]*?",
        @"\Qx.y\E|\S", "a|b|foo", @".+?", @"\d{1}", @"\d+|", "",
    ];

    private static readonly string[] Joints = [" ", " .*", @".*\s", ".* ", @"\s+", " (?:.* )?"];

    // What the pattern says, as it stands in the program, and what it captures.
    private (string Source, List<Capture> Captures) Pattern(bool decorated = false)
    {
        var keys = LineWriter.Keys.OrderBy(_ => _random.Next()).Take(Pick([1, 1, 1, 2])).OrderBy(key => Array.IndexOf(LineWriter.Keys, key));
        var pieces = new List<string>();
        var groups = new List<Group>();
        foreach (var key in keys)
        {
            var (text, found) = Field(key, mayName: true);
            pieces.Add((pieces.Count > 0 ? Pick(Joints) : "") + (Chance(10) ? $"(?:{text})?" : text));
            groups.AddRange(found);
        }

        if (_constants.Count > 0 && Chance(4))
        {
            return WithConstant(pieces, groups, decorated);
        }

        if (Chance(25))
        {
            pieces = [Pick(["", "foo", "^$", "^", "code=(?:200|404)", @"\bfoo\b", "[^ -~]"])];
            groups = [];
        }

        pieces[0] = Pick(["", "", "^", "^.*", "(?i)", @"\b"]) + pieces[0];
        return (Spelled(pieces), Numbered(groups, decorated));
    }

    private (string Source, List<Capture> Captures) WithConstant(List<string> pieces, List<Group> groups, bool decorated)
    {
        var constant = Pick(_constants);
        if (constant.Groups.Any(group => group.Name.Length > 0 && groups.Any(other => other.Name == group.Name)))
        {
            return (Spelled(pieces), Numbered(groups, decorated));
        }

        constant.IsUsed = true;
        return Chance(5)
            ? (constant.Name, Numbered(constant.Groups, decorated))
            : (Spelled(pieces) + $" + {constant.Name}" + (Chance(3) ? " + /.*/" : ""), Numbered([.. groups, .. constant.Groups], decorated));
    }

    // One field of a line: `key=` and a group, mostly.
    private (string Text, List<Group> Groups) Field(string key, bool mayName)
    {
        var shape = key switch
        {
            "n" or "m" => Pick([Shape.Int, Shape.Int, Shape.Int, Shape.String, Shape.Float]),
            "f" => Pick([Shape.Float, Shape.Float, Shape.String]),
            "code" => Pick([Shape.Int, Shape.String]),
            _ => Shape.String,
        };
        var inner = Pick(shape switch
        {
            Shape.Int => IntGroups,
            Shape.Float => FloatGroups,
            _ => StringGroups,
        });
        if (Chance(6))
        {
            return ($"{key}={(inner.Contains('|', StringComparison.Ordinal) ? $"(?:{inner})" : inner)}", []);
        }

        if (Chance(10))
        {
            // A group around a group is another node to the typing of captures: only text is text with certainty.
            return ($"{key}=(([a-zA-Z]*)[^ ]*)", [new Group("", Shape.String), new Group("", Shape.String)]);
        }

        var name = mayName && Chance(3) ? NewName("v") : "";
        return ($"{key}=({(name.Length > 0 ? $"?P<{name}>" : "")}{inner})", [new Group(name, shape)]);
    }

    private string Spelled(List<string> pieces)
    {
        var text = "/" + pieces[0];
        foreach (var piece in pieces.Skip(1))
        {
            text += (Chance(6) ? "/ + " + (Chance(4) ? "\n  " : "") + "/" : "") + piece;
        }

        return text + (Chance(12) ? "$" : "") + "/";
    }

    // In a decorated block a named group has its name only.
    private List<Capture> Numbered(IReadOnlyList<Group> groups, bool decorated)
    {
        var captures = new List<Capture> { new("$0", Shape.Whole) };
        for (var i = 0; i < groups.Count; i++)
        {
            var (name, shape) = groups[i];
            if (name.Length > 0)
            {
                captures.Add(new Capture("$" + name, shape));
            }

            if (name.Length == 0 || (!decorated && Chance(2)))
            {
                captures.Add(new Capture(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), shape));
            }
        }

        return captures;
    }
}
