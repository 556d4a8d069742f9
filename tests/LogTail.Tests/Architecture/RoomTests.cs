using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LogTail.Tests.Architecture;

/// <summary>Who may know whom. A change here is a change of the architecture.</summary>
public sealed class RoomTests
{
    /// <summary>Room by room, the rooms below that it stands on directly. What those stand on may be used too.</summary>
    private static readonly ImmutableDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["LogTail.Metrics"] = [],
        ["LogTail.Tailing"] = [],
        ["LogTail.Language"] = ["LogTail.Metrics"],
        ["LogTail.Runtime"] = ["LogTail.Metrics"],
        ["LogTail.Exposition"] = ["LogTail.Metrics"],
        ["LogTail.Compiler"] = ["LogTail.Language", "LogTail.Runtime"],
        ["LogTail"] = ["LogTail.Compiler", "LogTail.Exposition", "LogTail.Language", "LogTail.Runtime", "LogTail.Metrics", "LogTail.Tailing"],
    }.ToImmutableDictionary();

    [Fact]
    public void Every_project_is_a_room_of_the_design()
    {
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Checkout.Rooms.Select(room => room.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void References_follow_the_arrows_of_the_design()
    {
        Assert.All(Checkout.Rooms, room => Assert.Empty(room.References.Except(Below(room.Name))));
    }

    [Fact]
    public void References_are_not_handed_on()
    {
        Assert.Contains("<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>", Checkout.Read("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rooms_below_the_compiler_run_without_it()
    {
        // A warm start must not load Roslyn or the front end, so what compiled programs stand on may not know them.
        Assert.DoesNotContain("LogTail.Language", Below("LogTail.Runtime"));
        Assert.DoesNotContain("LogTail.Compiler", Below("LogTail.Runtime"));
    }

    [Theory]
    [InlineData("Sprache", "LogTail.Language")]
    [InlineData("Microsoft.CodeAnalysis", "LogTail.Compiler")]
    [InlineData("Confluent.Kafka", "LogTail.Tailing")]
    [InlineData("YamlDotNet", "LogTail.Language")]
    [InlineData("Serilog", "LogTail")]
    [InlineData("Microsoft.AspNetCore", "LogTail")]
    [InlineData("System.CommandLine", "LogTail")]
    public void Package_is_referenced_by_its_room_only(string guest, string host)
    {
        var hosts = Checkout.Rooms.Where(room => room.Packages.Any(package => IsGuest(package, guest))).Select(room => room.Name);
        Assert.All(hosts, name => Assert.Equal(host, name));
    }

    [Theory]
    [InlineData("Sprache", "src/LogTail.Language/Parsing/|src/LogTail.Language/GrokExporter/Templates/Parsing/")]
    [InlineData("Microsoft.CodeAnalysis", "src/LogTail.Compiler/")]
    [InlineData("YamlDotNet", "src/LogTail.Language/GrokExporter/Configuration/Yaml/")]
    [InlineData("Confluent", "src/LogTail.Tailing/Kafka/")]
    [InlineData("Serilog", "src/LogTail/")]
    [InlineData("Microsoft.AspNetCore", "src/LogTail/")]
    [InlineData("System.CommandLine", "src/LogTail/")]
    public void Namespace_is_used_in_its_place_only(string guest, string place)
    {
        var uses = new Regex($@"^(global )?using (static |\w+ = )?{Regex.Escape(guest)}\b", RegexOptions.Multiline);
        var users = Checkout.Files("src", "*.cs").Where(path => uses.IsMatch(Checkout.Read(path)));
        Assert.All(users, path => Assert.Contains(place.Split('|'), one => path.StartsWith(one, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_that_is_shipped_knows_the_machine_it_was_written_on()
    {
        var home = new Regex(@"(?<![\w.])/(root|work|home/\w+)/");
        var files = Checkout.Files("src", "*").Concat(Checkout.Files("programs", "*")).Concat(Checkout.Files("examples", "*"));
        Assert.All(files, path => Assert.DoesNotMatch(home, Checkout.Read(path)));
    }

    private static bool IsGuest(string package, string guest) =>
        package == guest || package.StartsWith(guest + ".", StringComparison.Ordinal);

    private static ImmutableHashSet<string> Below(string room) =>
        [.. Arrows[room], .. Arrows[room].SelectMany(Below)];
}
