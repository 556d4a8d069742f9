namespace LogTail.Benchmarks.Corpora;

/// <summary>What web clients send and get: addresses of the documentation ranges, paths, agents, methods, statuses, sizes.</summary>
internal sealed class WebVisitor(Dice dice)
{
    private static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH"];

    private static readonly string[] Sections =
        ["products", "images", "static", "api/v2/orders", "api/v2/customers", "blog", "search", "account", "cart", "assets/fonts", "docs/guide", "feeds"];

    private static readonly string[] Words =
        ["winter", "blue", "classic", "index", "overview", "light", "garden", "metal", "north", "report", "summary", "hello", "stone", "delta", "river"];

    private static readonly string[] Endings = ["", "/", ".html", ".css", ".js", ".png", ".jpg", ".woff2", ".json", ".xml"];

    private static readonly string[] Systems =
    [
        "Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 14; K",
        "iPhone; CPU iPhone OS 18_2 like Mac OS X", "X11; Ubuntu; Linux x86_64", "Windows NT 6.1; WOW64",
    ];

    private static readonly string[] Programs =
    [
        "curl/8.5.0", "Wget/1.21.4", "python-requests/2.32.3", "Go-http-client/2.0", "kube-probe/1.31", "Prometheus/2.53.0",
        "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example.com/about.html)", "Apache-HttpClient/5.3 (Java/21.0.4)", "okhttp/4.12.0", "-",
    ];

    private readonly string[] _addresses = MakeAddresses(dice, 2_000);
    private readonly string[] _paths = MakePaths(dice, 3_000);
    private readonly string[] _agents = MakeAgents(dice, 120);

    public string Address() => dice.PickPopular(_addresses);

    public string User() => dice.Chance(1, 40) ? dice.PickPopular(["alice", "bob", "carol", "deploy-bot", "dave"]) : "-";

    public string Path() => dice.PickPopular(_paths);

    public string Agent() => dice.PickPopular(_agents);

    public string Referrer() => dice.Below(10) switch
    {
        < 5 => "-",
        < 9 => "https://www.example.com" + Path(),
        _ => "https://search.example.net/results?q=" + dice.Pick(Words) + "+" + dice.Pick(Words),
    };

    /// <summary>Mostly a proper request line, seldom what scanners and broken clients leave behind.</summary>
    public string RequestLine()
    {
        if (dice.Chance(1, 200))
        {
            return dice.Pick(["-", @"\x16\x03\x01\x02", "GET /", @"t3 12.2.1", "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1"]);
        }

        var method = dice.Below(100) switch
        {
            < 86 => "GET",
            < 95 => "POST",
            _ => dice.Pick(Methods),
        };
        return $"{method} {Path()} {(dice.Chance(1, 3) ? "HTTP/2.0" : dice.Chance(1, 30) ? "HTTP/1.0" : "HTTP/1.1")}";
    }

    public int Status(string requestLine)
    {
        if (!requestLine.Contains(" HTTP/", StringComparison.Ordinal))
        {
            return requestLine == "-" ? 408 : 400;
        }

        return dice.Below(1_000) switch
        {
            < 820 => 200,
            < 900 => 304,
            < 915 => 301,
            < 930 => 302,
            < 940 => 206,
            < 945 => 204,
            < 982 => 404,
            < 987 => 403,
            < 990 => 401,
            < 992 => 429,
            < 996 => 500,
            < 998 => 502,
            _ => 503,
        };
    }

    /// <summary>Bytes of the body that a status usually carries; 0 for those that have none.</summary>
    public int BodyBytes(int status) => status switch
    {
        304 or 204 or 408 => 0,
        301 or 302 => dice.Between(150, 260),
        >= 400 => dice.Between(150, 1_200),
        _ => dice.LongTailed(14_000),
    };

    private static string[] MakeAddresses(Dice dice, int count)
    {
        string[] networks = ["192.0.2.", "198.51.100.", "203.0.113."];
        return [.. Enumerable.Range(0, count).Select(_ => dice.Chance(1, 6)
            ? $"2001:db8:{dice.Hex(4)}:{dice.Hex(3)}::{dice.Hex(2)}"
            : dice.Pick(networks) + dice.Between(1, 254))];
    }

    private static string[] MakePaths(Dice dice, int count) =>
        ["/", .. Enumerable.Range(1, count - 1).Select(_ => MakePath(dice))];

    private static string MakePath(Dice dice)
    {
        var path = "/" + dice.Pick(Sections);
        if (dice.Chance(4, 5))
        {
            path += $"/{dice.Pick(Words)}-{dice.Pick(Words)}{(dice.Chance(1, 2) ? "-" + dice.Below(10_000) : "")}{dice.Pick(Endings)}";
        }

        return dice.Chance(1, 5) ? $"{path}?id={dice.Below(100_000)}&ref={dice.Pick(Words)}" : path;
    }

    private static string[] MakeAgents(Dice dice, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 4 == 3 ? dice.Pick(Programs) : MakeBrowser(dice))];

    private static string MakeBrowser(Dice dice)
    {
        var system = dice.Pick(Systems);
        return dice.Below(3) switch
        {
            0 => $"Mozilla/5.0 ({system}; rv:{dice.Between(115, 135)}.0) Gecko/20100101 Firefox/{dice.Between(115, 135)}.0",
            1 => $"Mozilla/5.0 ({system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{dice.Between(15, 18)}.{dice.Below(6)} Safari/605.1.15",
            _ => $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{dice.Between(110, 134)}.0.0.0 Safari/537.36",
        };
    }
}
