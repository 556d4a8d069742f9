using LogTail.Language.Grok.Matching;

namespace LogTail.Tests.Language.Grok;

/// <summary>
/// Lines on which the definitions that Logstash ships take seconds to centuries (spec/grok.md §5.2). The limit is no measurement: what
/// is exponential, or polynomial of a high degree, would pass it by far, what is quadratic stays far below.
/// </summary>
public class WorstCaseTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Lines => new()
    {
        { "SYSLOGLINE", "May 11 15:17:02 meow." + Repeat("a.", 30) + "\u0001" },
        { "SYSLOGBASE2", "May 11 15:17:02 meow." + Repeat("a.", 1000) + "\u0001" },
        { "URIPROTO", Repeat("a", 64) + "\u0001" },
        { "URI", Repeat("a", 64) + "!" },
        { "URI", Repeat("a", 3000) },
        { "ELB_URI", Repeat("a", 64) },
        { "BRO_HTTP", "1.5\tC\t1.2.3.4\t1\t1.2.3.4\t2\t1" + Repeat("\tx", 200) },
        { "BRO_DNS", "1.5\tC\t1.2.3.4\t1\t1.2.3.4\t2\tudp\t1" + Repeat("\tx", 12) },
        { "BRO_DNS", "1.5\tC\t1.2.3.4\t1\t1.2.3.4\t2\tudp\t1" + Repeat("\tx", 200) + "\n" },
        { "BRO_CONN", "1.5\tC\t1.2.3.4\t1\t1.2.3.4\t2\tudp" + Repeat("\tx", 200) },
        { "BRO_FILES", "1.5\tF\t1.2.3.4\t1.2.3.4\tC" + Repeat("\tx", 15) },
        { "CLOUDFRONT_ACCESS_LOG", "2014-05-23\t01:13:11\tFRA2\t182\t192.0.2.10\tGET\td.net\t/v\t200" + Repeat("\tx", 200) },
        { "RT_FLOW1", "RT_FLOW_SESSION_CLOSE: x: 1.1.1.1/1->2.2.2.2/2 s 1.1.1.1/1->2.2.2.2/2 " + Repeat("a 1 ", 200) },
        { "RT_FLOW2", "RT_FLOW_SESSION_CREATE: session created 1.1.1.1/1->2.2.2.2/2 s 1.1.1.1/1->2.2.2.2/2 " + Repeat("a 1 ", 200) },
        { "MONGO_QUERY", Repeat("{ ", 1500) },
        { "HOSTPORT", Repeat("a.", 1500) },
        { "COMMONAPACHELOG", Repeat("a.", 1500) },
        { "CISCOFW110002", Repeat("a ", 1500) },
        { "CISCOFW313005", Repeat("a ", 1500) },
        { "CISCOFW733100", Repeat("[ ", 1500) },
        { "CISCO_REASON", Repeat("a ", 1500) },
        { "BACULA_LOG_DIFF_FS", Repeat("/", 3000) },
        { "BACULA_CAPACITY", Repeat("1", 3000) + ",1" },
        { "SYSLOG5424SD", Repeat("[", 3000) },
        { "SHOREWALL", "May 28 17:23:25 h " + Repeat("Shorewall::IN=OUT=", 200) },
        { "RAILS3", "Started GET \"/\" for 127.0.0.1 at 2015-08-05 11:37:01 +0200" + Repeat("\n", 500) },
        { "QUOTEDSTRING", "\"" + Repeat(@"\""", 1500) },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Comes_to_an_end(string name, string line)
    {
        foreach (var ecs in new[] { false, true })
        {
            _ = new GrokMatcher(StockPatternTests.Compiled($"%{{{name}}}", ecs), Limit).Match(line);
        }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
