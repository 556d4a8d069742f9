using System.Text.RegularExpressions;
using LogTail.Conformance.Support;

namespace LogTail.Conformance.Processes;

/// <summary><c>logtail mtail</c> beside mtail: the same words, the same exit code and the same output (spec/mtail-language.md §17).</summary>
public sealed partial class MtailFlagTests
{
    private const string Defaults = "/etc/default/mtail";

    private const string Good = """
        counter lines by file
        gauge at as "a-t"
        text said
        hidden counter unseen
        /^(?P<when>\d{4} \w+)/ {
          strptime($when, "2006 Jan")
          at = timestamp()
        }
        /^(?P<day>\w{3} \d\d)$/ {
          strptime($day, "Jan 02")
          at = timestamp()
        }
        /(.*)/ {
          settime(1500000000)
          lines[getfilename()]++
          said = $1
          unseen++
        }

        """;

    private const string Broken = "counter c\n/x/ {\n  d++\n  c++\n}\n";

    // Words are split at blanks. {good}, {broken}, {both}: programs; {a}, {b}: logs; {dir}: a folder.
    public static TheoryData<string> CommandLines =>
    [
        "-one_shot -progs {good} -logs {a}",
        "--one_shot --progs {good} --logs {a}",
        "-one_shot -progs={good} -logs={a}",
        "--one_shot=true --progs={good} -logs {a} -one_shot_format=json",
        "-one_shot=1 -progs {good} -logs {a}",
        "-one_shot=T -progs {good} -logs {a}",
        "-one_shot true -progs {good} -logs {a}",
        "-one_shot=yes -progs {good} -logs {a}",
        "-one_shot=false -one_shot -progs {good} -logs {a}",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {a} --one_shot_format=prometheus",
        "-one_shot -progs {good} -logs {a} -one_shot_format xml",
        "-one_shot -progs {good} -logs {a} -logs {b} -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {a},{b} -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {a},{b} -logs {a} -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/*.log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/*.log -ignore_filename_regex_pattern b\\.log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/*.log -ignore_filename_regex_pattern ( -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/[ab].log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/[^a].log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/[!a].log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/**.log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/\\a.log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/**/a.log -one_shot_format prometheus",
        "-one_shot -progs {good} -logs {dir}/[",
        "-one_shot -progs {good} -logs {dir}/[]a].log",
        "-one_shot -progs {good} -logs {dir}/[a-].log",
        "-one_shot -progs {good} -logs {dir}/[^",
        "-one_shot -progs {good} -logs {dir}/[z-a].log",
        "-one_shot -progs {good} -logs {dir}/a.log\\",
        "-one_shot -progs {good} -logs {dir}/missing.log",
        "-one_shot -progs {dir}/missing -logs {a}",
        "-one_shot -progs {dir}/missing.mtail -logs {a}",
        "-one_shot -progs {broken} -logs {a}",
        "-one_shot -progs {both} -logs {a}",
        "-one_shot -progs {good}",
        "-one_shot -logs {a}",
        "",
        "-compile_only -progs {good}",
        "-compile_only -progs {broken}",
        "-compile_only -progs {both}",
        "-compile_only -one_shot -progs {good} -logs {a}",
        "-compile_only",
        "-compile_only -progs {good} extra",
        "-one_shot -progs {good} -logs {a} -- extra",
        "-one_shot -progs {good} -logs {a} --",
        "-one_shot -progs {good} -logs {a} - ",
        "-one_shot -progs {good} -logs {a} -no_such_flag",
        "-one_shot -progs {good} -logs {a} --no_such_flag=3",
        "-one_shot -progs {good} -logs {a} ---port 1",
        "-one_shot -progs {good} -logs {a} -=1",
        "-one_shot -progs {good} -logs",
        "-h",
        "--help",
        "-one_shot -h",
        "-one_shot -progs {good} -logs {a} -poll_interval 1",
        "-one_shot -progs {good} -logs {a} -poll_interval 1s -expired_metrics_gc_interval=0 -metric_push_interval 1m30s",
        "-one_shot -progs {good} -logs {a} -max_recursion_depth 3",
        "-one_shot -progs {good} -logs {a} -max_recursion_depth x",
        "-one_shot -progs {good} -logs {a} -max_regexp_length 10",
        "-one_shot -progs {good} -logs {a} -max_regexp_length 0",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -override_timezone Europe/Berlin",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -override_timezone=Nowhere/Land",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -override_timezone=Local",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -syslog_use_current_year=false",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -syslog_use_current_year",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -emit_prog_label=false",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -emit_metric_timestamp",
        "-one_shot -progs {good} -logs {a} -one_shot_format prometheus -emit_metric_timestamp=0 -emit_prog_label=t",
        "-one_shot -progs {good} -logs {a} -logtostderr -v 2 -vmodule a=1 -alsologtostderr -stderrthreshold INFO -log_backtrace_at a.go:1",
        "-one_shot -progs {good} -logs {a} -block_profile_rate 1 -mutex_profile_fraction 1 -trace_sample_period 0 -mtailDebug 0 -stale_log_gc_interval 2h",
        "-one_shot -progs {good} -logs {a} -disable_fsnotify -metric_push_interval_seconds 3 -metric_push_write_deadline 3s",
        "-one_shot -progs {good} -logs {a} -collectd_prefix a -graphite_prefix b -statsd_prefix c",
        "-version",
        "--version -no_such_flag",
        "-version -one_shot",
    ];

    [PeerTheory(Mtail.Name)]
    [MemberData(nameof(CommandLines))]
    public async Task Ends_and_prints_as_mtail(string commandLine)
    {
        using var folder = new TemporaryFolder();
        var words = Words(folder, commandLine);
        var isVersion = words.Contains("-version");
        // Last one wins; and mtail opens its port in one pass too.
        string[] port = words is [.., "--" or "extra" or "-"] || words.Length == 0 || isVersion ? [] : ["-port", "0", "-log_dir", folder.Path];
        var theirs = await ChildProcess.Run(
            Peer.Require(Mtail.Name), [.. port, .. words], TimeSpan.FromSeconds(60), new Dictionary<string, string> { ["TZ"] = "UTC", ["TMPDIR"] = folder.Path });
        var ours = await LogTailCommand.Run(["mtail", .. port, .. words]);

        Assert.True(theirs.ExitCode == ours.ExitCode, $"mtail ends with {theirs.ExitCode}, we with {ours.ExitCode}.\n{theirs.Errors}\n---\n{ours.Errors}");
        if (ours.ExitCode != 0)
        {
            // mtail says some of its refusals on standard output.
            Assert.Empty(ours.Output);
            Assert.NotEmpty(ours.Errors);
        }
        else if (!isVersion)
        {
            Assert.Equal(Comparable(theirs.Output), Comparable(ours.Output));
        }
    }

    [Fact]
    public async Task Version_is_said_in_mtails_form_on_standard_output()
    {
        var result = await LogTailCommand.Run("mtail", "-version");
        Assert.Matches(@"\Amtail version \S+ git revision \S+ go version \S+ go arch \S+ go os \S+\n\z", result.Successful());
        Assert.Empty(result.Errors);
    }

    [PeerFact(Mtail.Name)]
    public async Task Knows_every_flag_of_mtail()
    {
        var theirs = (await ChildProcess.Run(Peer.Require(Mtail.Name), ["-h"], TimeSpan.FromSeconds(60))).Errors;
        var ours = (await LogTailCommand.Run("mtail", "-h")).Errors;
        Assert.Empty(UsageFlag().Matches(theirs).Select(match => match.Value).Except(UsageFlag().Matches(ours).Select(match => match.Value)));
    }

    [PeerFact(Defaults)]
    public async Task Knows_every_flag_that_the_package_tells_operators_of()
    {
        var ours = (await LogTailCommand.Run("mtail", "-h")).Errors;
        var named = DefaultsFlag().Matches(await File.ReadAllTextAsync(Defaults)).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"\n  -{name}", ours, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-block_profile_rate=1", "block_profile_rate")]
    [InlineData("-mutex_profile_fraction=1", "mutex_profile_fraction")]
    [InlineData("-trace_sample_period=1", "trace_sample_period")]
    [InlineData("-jaeger_endpoint=http://127.0.0.1:1/", "jaeger_endpoint")]
    [InlineData("-http_debugging_endpoint=false", "http_debugging_endpoint")]
    [InlineData("-experimental_enable_opentelemetry", "experimental_enable_opentelemetry")]
    [InlineData("-mtailDebug=1", "mtailDebug")]
    public async Task Says_that_a_flag_of_the_Go_runtime_does_nothing(string flag, string name)
    {
        using var folder = new TemporaryFolder();
        var result = await LogTailCommand.Run("mtail", "-compile_only", "-progs", folder.Write("good.mtail", Good), flag);
        Assert.Empty(result.Successful());
        Assert.Contains($"-{name} is accepted and does nothing", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-dump_ast", "strptime")]
    [InlineData("-dump_ast_types", "Int")]
    [InlineData("-dump_bytecode", "GeneratedRegex")]
    public async Task Dumps_on_standard_error(string flag, string expected)
    {
        using var folder = new TemporaryFolder();
        var result = await LogTailCommand.Run("mtail", "-compile_only", "-progs", folder.Write("good.mtail", Good), flag);
        Assert.Empty(result.Successful());
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_named_mtail_behaves_as_logtail_mtail()
    {
        using var folder = new TemporaryFolder();
        var link = folder.File("mtail");
        File.CreateSymbolicLink(link, LogTailCommand.Executable);
        var program = folder.Write("good.mtail", Good);
        var log = folder.Write("a.log", "x\n");
        var viaLink = await ChildProcess.Run(
            link, ["-one_shot", "-one_shot_format=prometheus", "--progs", program, "--logs", log], TimeSpan.FromSeconds(60), LogTailCommand.HomeVariables());
        var viaCommand = await LogTailCommand.Run("mtail", "-one_shot", "-one_shot_format=prometheus", "--progs", program, "--logs", log);
        Assert.Equal(viaCommand.Successful(), viaLink.Successful());
        Assert.Contains("lines{", viaLink.Output, StringComparison.Ordinal);
    }

    private static string[] Words(TemporaryFolder folder, string commandLine)
    {
        folder.Folder("both");
        folder.Write("both/good.mtail", Good);
        folder.Write("both/broken.mtail", Broken);
        var text = commandLine
            .Replace("{good}", folder.Write("good.mtail", Good), StringComparison.Ordinal)
            .Replace("{broken}", folder.Write("broken.mtail", Broken), StringComparison.Ordinal)
            .Replace("{both}", folder.File("both"), StringComparison.Ordinal)
            .Replace("{a}", folder.Write("a.log", "one\n2001 Feb\nMar 04\nlast"), StringComparison.Ordinal)
            .Replace("{b}", folder.Write("b.log", "two\r\nthree\n"), StringComparison.Ordinal)
            .Replace("{dir}", folder.Path, StringComparison.Ordinal);
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Comparable(string output) => output.StartsWith('{') ? MtailCorrections.Comparable(output, long.MaxValue) : output;

    [GeneratedRegex(@"^  -\w+", RegexOptions.Multiline)]
    private static partial Regex UsageFlag();

    [GeneratedRegex(@"^#?\s+--?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex DefaultsFlag();
}
