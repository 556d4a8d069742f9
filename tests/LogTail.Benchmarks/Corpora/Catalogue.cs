namespace LogTail.Benchmarks.Corpora;

/// <summary>Every corpus by its name.</summary>
internal static class Catalogue
{
    public static IReadOnlyDictionary<string, Func<Dice, LogCorpus>> All { get; } = new Dictionary<string, Func<Dice, LogCorpus>>(StringComparer.Ordinal)
    {
        ["apache_combined"] = dice => new ApacheCombinedCorpus(dice, timed: false),
        ["apache_combined_timed"] = dice => new ApacheCombinedCorpus(dice, timed: true),
        ["nginx_access"] = dice => new NginxTimedCorpus(dice),
        ["nginx_error"] = dice => new NginxErrorCorpus(dice),
        ["sshd"] = dice => new SshdCorpus(dice),
        ["syslog"] = dice => new SyslogCorpus(dice),
        ["haproxy"] = dice => new HaproxyCorpus(dice),
        ["firewall"] = dice => new FirewallCorpus(dice),
        ["postfix"] = dice => new PostfixCorpus(dice),
        ["application"] = dice => new ApplicationCorpus(dice, json: false),
        ["application_json"] = dice => new ApplicationCorpus(dice, json: true),
        ["mixed"] = dice => new MixedCorpus(dice),
        ["near_miss"] = dice => new NearMissCorpus(dice),
        ["utf8"] = dice => new Utf8Corpus(dice),
    };
}
