using System.Text;

namespace LogTail.Tests.Runtime.Sieving;

/// <summary>Programs of everything that decides whether a line matters, and lines that meet some of it.</summary>
internal sealed class RandomPrograms(Random random)
{
    private static readonly string[] Words =
        ["alpha", "beta", "gamma", "delta", "error", "warn", "status=", "user ", "é-mail", "connect from", "GET /", "took"];

    private static readonly string[] Patterns =
    [
        "/alpha/", "/beta (\\d+)/", "/^delta/", "/gamma$/", "/(?i)error/", "/warn(ing)?/", "/(warn)?/", "/status=(\\S+)/",
        "/user (\\w+)/", "/é-mail|GET \\//", "/connect from (\\w+)/", "/^(alpha|beta|gamma)/", "/(took )?(\\d+)ms/", "/./",
        "/^\\w+ alpha beta/", "/alpha.*beta/", "/[ab]eta/", "/a^/", "/(delta)+/", "/(connect|user) \\w+/",
    ];

    private int _metric;
    private StringBuilder _head = new();
    private StringBuilder _body = new();

    public string Program()
    {
        _metric = 0;
        _head = new StringBuilder("hidden text last\n");
        _body = new StringBuilder();
        if (random.Next(6) == 0)
        {
            _body.Append("def dated { /alpha/ { next } }\n@dated { /beta/ { ").Append(Metric()).Append("++ } }\n@dated { /delta/ { ").Append(Metric()).Append("++ } }\n");
        }

        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Statement(depth: 0);
        }

        return _head.ToString() + _body;
    }

    public string Line()
    {
        var line = new StringBuilder();
        for (var i = random.Next(5); i > 0; i--)
        {
            line.Append(random.Next(5) switch
            {
                0 => random.Next(2_000).ToString(System.Globalization.CultureInfo.InvariantCulture) + "ms",
                1 => Words[random.Next(Words.Length)].ToUpperInvariant(),
                _ => Words[random.Next(Words.Length)],
            });
            line.Append(random.Next(4) == 0 ? "" : " ");
        }

        return line.ToString();
    }

    private void Statement(int depth)
    {
        switch (random.Next(depth == 0 ? 10 : 14))
        {
            case 0 when depth == 0 && random.Next(3) > 0:
            case 11:
                _body.Append(Metric()).Append("++\n");
                break;
            case 1 when random.Next(3) == 0:
                _body.Append("otherwise {\n").Append(Metric()).Append("++\n}\n");
                break;
            case 12:
                _body.Append("stop\n");
                break;
            case 13:
                _body.Append("last = getfilename()\n");
                break;
            case 2:
                WithNumber();
                break;
            default:
                _body.Append(Condition()).Append(" {\n");
                Block(depth + 1);
                _body.Append("}\n");
                if (random.Next(4) == 0)
                {
                    _body.Length--;
                    _body.Append(" else {\n");
                    Block(depth + 1);
                    _body.Append("}\n");
                }

                break;
        }
    }

    private void Block(int depth)
    {
        _body.Append(Metric()).Append("++\n");
        for (var i = depth > 2 ? 0 : random.Next(3); i > 0; i--)
        {
            Statement(depth);
        }
    }

    // May fault: the text of the group need not be a number.
    private void WithNumber() =>
        _body.Append("/status=(?P<number>\\S+)/ {\n").Append(Metric()).Append(" += int($number)\n}\n");

    private string Condition() => random.Next(8) switch
    {
        0 => $"{Pattern()} && {Pattern()}",
        1 => $"{Pattern()} || {Pattern()}",
        2 => $"getfilename() !~ /test/ || {Pattern()}",
        3 => $"getfilename() =~ /test/ && {Pattern()}",
        4 => $"getfilename() == \"/var/log/test.log\" && {Pattern()}",
        5 => $"1 == 1 && {Pattern()}",
        _ => Pattern(),
    };

    private string Pattern() => Patterns[random.Next(Patterns.Length)];

    private string Metric()
    {
        var name = $"m{_metric++}";
        _head.Append("counter ").Append(name).Append('\n');
        return name;
    }
}
