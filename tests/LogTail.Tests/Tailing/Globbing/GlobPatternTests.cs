using LogTail.Tailing;
using LogTail.Tailing.Globbing;

namespace LogTail.Tests.Tailing.Globbing;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("/var/log/*.log", "/var/log/a.log", true)]
    [InlineData("/var/log/*.log", "/var/log/.log", true)]
    [InlineData("/var/log/*.log", "/var/log/a.log.1", false)]
    [InlineData("/var/log/*.log", "/var/log/x/a.log", false)]
    [InlineData("/var/log/a?.log", "/var/log/ab.log", true)]
    [InlineData("/var/log/a?.log", "/var/log/a.log", false)]
    [InlineData("/var/log/*a*b*", "/var/log/xxaxxaxxbxx", true)]
    [InlineData("/var/log/*a*b*", "/var/log/xxbxxa", false)]
    [InlineData("/var/log/[a-c].log", "/var/log/b.log", true)]
    [InlineData("/var/log/[a-c].log", "/var/log/d.log", false)]
    [InlineData("/var/log/[^a-c].log", "/var/log/d.log", true)]
    [InlineData("/var/log/[!a-c].log", "/var/log/b.log", false)]
    [InlineData("/var/log/[]x].log", "/var/log/].log", true)]
    [InlineData("/var/log/[a", "/var/log/[a", true)]
    [InlineData("/var/log/\\*.log", "/var/log/*.log", true)]
    [InlineData("/var/log/\\*.log", "/var/log/a.log", false)]
    [InlineData("/var/log/{a,b}.log", "/var/log/b.log", true)]
    [InlineData("/var/log/{a,b{1,2}}.log", "/var/log/b2.log", true)]
    [InlineData("/var/log/{a}.log", "/var/log/{a}.log", true)]
    [InlineData("/var/{log,run/x}/*.log", "/var/run/x/a.log", true)]
    [InlineData("/var/**/a.log", "/var/a.log", true)]
    [InlineData("/var/**/a.log", "/var/x/y/a.log", true)]
    [InlineData("/var/**", "/var/x/y/z", true)]
    [InlineData("/var/log/../lib/./a.log", "/var/lib/a.log", true)]
    [InlineData("/var//log/A.log", "/var/log/a.log", false)]
    public void Matches_paths(string pattern, string path, bool expected) =>
        Assert.Equal(expected, GlobPattern.Parse(pattern).Any(glob => glob.IsMatch(path)));

    [Fact]
    public void A_relative_pattern_is_taken_from_the_working_directory()
    {
        var pattern = Assert.Single(GlobPattern.Parse("logs/a.log"));
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "logs", "a.log"), pattern.LiteralPath);
    }

    // What no shell complains of, and nobody means.
    [Theory]
    [InlineData("/var/log/[a-z.log", @"/var/log/[a-z.log: a [ has no ] (write \[ for the character)")]
    [InlineData("[", @"[: a [ has no ] (write \[ for the character)")]
    [InlineData("[]", @"[]: a [ has no ] (write \[ for the character)")]
    [InlineData("/var/[a/b].log", @"/var/[a/b].log: a [ has no ] (write \[ for the character)")]
    [InlineData("[z-a].log", "[z-a].log: nothing is from z to a")]
    [InlineData("/var/log/{a,b.log", @"/var/log/{a,b.log: a { has no } (write \{ for the character)")]
    [InlineData("a{b,{c,d}", @"a{b,{c,d}: a { has no } (write \{ for the character)")]
    [InlineData(@"/var/log/\", @"/var/log/\: nothing follows the \ at its end")]
    [InlineData("", ": it is empty")]
    [InlineData("unix://", "unix:// names no socket: write unix:///path/to/socket.")]
    public void Mistakes_are_said(string pattern, string refusal) => Assert.Equal(refusal, TailOptions.GlobRefusalOf(pattern));

    [Theory]
    [InlineData("/var/log/[]x].log")]
    [InlineData("/var/log/[!]x].log")]
    [InlineData("/var/log/[a-c0-9_-].log")]
    [InlineData("/var/log/[{].log")]
    [InlineData(@"/var/log/[\]].log")]
    [InlineData(@"/var/log/\[a\{.log")]
    [InlineData("/var/log/{a,b}}.log")]
    [InlineData("/var/log/{a,b{1,2}}[0-9]*.log")]
    [InlineData("/var/log/]")]
    [InlineData("-")]
    [InlineData("udp://[::1]:514")]
    public void What_can_be_meant_is_not_refused(string pattern) => Assert.Null(TailOptions.GlobRefusalOf(pattern));
}
