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
}
