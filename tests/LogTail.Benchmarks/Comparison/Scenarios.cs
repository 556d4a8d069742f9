namespace LogTail.Benchmarks.Comparison;

/// <summary>What is compared, in the order of the report.</summary>
internal static class Scenarios
{
    public const string Combined = "apache_combined";
    public const string Examples = "17 example programs on a mixed log";
    public const string Nested = "syslog where 1 line in 20 matters, 30 nested patterns";
    public const string NearMiss = "300 characters that nearly match";
    /// <summary>Name of ourselves with a program written by hand, where the scenario is about grok.</summary>
    public const string ByHand = "apache_combined";

    public const string Grok = "stock grok pattern %{COMBINEDAPACHELOG}";

    private const string CountByFields =
        "{ requests[substr($6, 2) \" \" $9]++; bytes[$9] += $10 } END { for (key in requests) print key, requests[key]; for (key in bytes) print key, bytes[key] }";

    private const string CountDaemons = "/postfix\\// { split($5, name, \"[\"); daemons[name[1]]++ } END { for (daemon in daemons) print daemon, daemons[daemon] }";
    private const string CountLevels =
        "match($0, /\"level\":\"[A-Za-z]+\"/) { levels[substr($0, RSTART, RLENGTH)]++ } END { for (level in levels) print level, levels[level] }";

    /// <param name="place">Where programs are.</param>
    /// <param name="lines">Lines of our short log; ten times as many in the long one.</param>
    public static IReadOnlyList<Scenario> All(Workplace place, long lines)
    {
        var combined = Workplace.Example("apache_combined");
        var expression = Scenario.FirstPattern(combined);
        var few = lines * 2 / 5;
        return
        [
            new(Combined, "apache_combined", combined, lines) { Awk = CountByFields, Expression = expression, MtailLines = lines / 10 },
            new(Examples, "mixed", Workplace.AllExamples, few / 2) { MtailLines = 5_000 },
            new(Nested, "syslog", place.Program("syslog_30"), few) { Expression = @"^\w{3} +\d+ \d{2}:\d{2}:\d{2} \S+ .*sshd\[", Awk = "/sshd\\[/ { events[$6 \" \" $7]++ } END { for (event in events) print event, events[event] }", MtailLines = 10_000 },
            new(NearMiss, "near_miss", combined, few) { Awk = CountByFields, Expression = expression },
            new(Grok, "apache_combined", place.Program("grok_combined"), few) { ByHand = combined, Awk = CountByFields, Expression = expression },
            new("nginx with timings", "nginx_access", ShippedProgram("nginx_access"), few) { Awk = CountByFields, Expression = Scenario.FirstPattern(ShippedProgram("nginx_access")) },
            new("postfix", "postfix", Workplace.Example("postfix"), few) { Awk = CountDaemons, Expression = @"postfix/\w+\[\d+\]: " },
            new("application log in JSON", "application_json", place.Program("application_json"), few) { Awk = CountLevels, Expression = "\"level\":\"\\w+\"" },
            new("UTF-8 heavy", "utf8", combined, few) { Awk = CountByFields, Expression = expression },
        ];
    }

    private static string ShippedProgram(string name) => Stages.ShippedPrograms.Path(name);
}
