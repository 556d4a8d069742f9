namespace LogTail.Tests.Tailing.Simulation;

/// <summary>
/// What others do happens between two calls of the follower, not only between two looks: each script is done up to some step, and the next ones come
/// before each single call of a start, or of a look at everything, that is under way. Each line must come exactly once.
/// </summary>
public sealed class CallInterleavingTests
{
    // Steps that come at once, between two calls.
    private const int MostAtOnce = 3;

    public static TheoryData<string, string> Scripts { get; } = new()
    {
        { "app.log", nameof(RotationScript.Rename) },
        { "app.log*", nameof(RotationScript.Rename) },
        { "app.log", nameof(RotationScript.Shift) },
        { "app.log*", nameof(RotationScript.Shift) },
        { "app.log", nameof(RotationScript.CopyAndTruncate) },
        { "app.log*", nameof(RotationScript.CopyAndTruncate) },
        { "app.log", nameof(RotationScript.RenameAndCompress) },
        { "app.log", nameof(RotationScript.RenameAndCompressSlowly) },
        { "app.log", nameof(RotationScript.CopyCompressAndTruncate) },
        { "app.log", nameof(RotationScript.CompressAndTruncate) },
        { "app.log", nameof(RotationScript.SwitchOfALink) },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Start(string pattern, string script) => ForAll(pattern, script, process => process.Crash(), process => process.Start());

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Look_at_everything(string pattern, string script) => ForAll(pattern, script, _ => { }, process => process.Sweep());

    private static void ForAll(string pattern, string name, Action<SimulatedProcess> before, Action<SimulatedProcess> look)
    {
        var script = (RotationScript)typeof(RotationScript).GetProperty(name)!.GetValue(null)!;
        var world = new SimulatedWorld();
        var wrong = new List<string>();
        var count = script.Steps(new SimulatedDisk()).Length;
        for (var first = 0; first < count; first++)
        {
            for (var atOnce = 1; atOnce <= Math.Min(MostAtOnce, count - first); atOnce++)
            {
                var wasReached = true;
                for (var call = 0; wasReached; call++)
                {
                    wasReached = TryRun(world, pattern, script, (first, atOnce, call), before, look, wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join('\n', wrong.Take(20))}");
    }

    private static bool TryRun(
        SimulatedWorld world,
        string pattern,
        RotationScript script,
        (int First, int AtOnce, int Call) place,
        Action<SimulatedProcess> before,
        Action<SimulatedProcess> look,
        List<string> wrong)
    {
        var disk = new SimulatedDisk();
        var steps = new Queue<Action>(script.Steps(disk));
        using var process = new SimulatedProcess(world, disk, pattern);
        before(process);
        Do(steps, place.First);
        var calls = 0;
        disk.Called = () =>
        {
            if (calls++ == place.Call)
            {
                Do(steps, place.AtOnce);
            }
        };
        look(process);

        disk.Called = () => { };
        Do(steps, steps.Count);
        var lines = process.Settle();
        if (!lines.Order(StringComparer.Ordinal).SequenceEqual(script.Lines.Order(StringComparer.Ordinal)))
        {
            wrong.Add($"[{string.Join(", ", lines)}] when {place.AtOnce} steps come before call {place.Call} after {place.First}");
        }

        return calls > place.Call;
    }

    private static void Do(Queue<Action> steps, int count)
    {
        for (var i = 0; i < count; i++)
        {
            steps.Dequeue()();
        }
    }
}
