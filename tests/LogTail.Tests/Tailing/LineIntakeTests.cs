using System.Text;
using System.Text.Json;
using LogTail.Tailing;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing;

public sealed class LineIntakeTests : IAsyncDisposable
{
    private readonly LineTailer _tailer = new(new TailOptions(), new RecordingObserver(), TimeProvider.System);

    public ValueTask DisposeAsync() => _tailer.DisposeAsync();

    [Fact]
    public async Task Who_brings_lines_waits_until_they_are_consumed()
    {
        _tailer.Start();
        var taking = Take("one", "two\nstill two", "\0nul");
        var batch = await _tailer.Batches.ReadAsync().AsTask().WaitAsync(TailRun.Patience);
        Assert.False(taking.IsCompleted);
        Assert.Equal(["one", "two\nstill two", "\0nul"], Lines(batch));
        Assert.Equal(["0", "1", "2"], batch.Extras!.Select(extra => extra.GetRawText()));
        batch.Release();
        Assert.True(await taking.WaitAsync(TailRun.Patience));
    }

    [Fact]
    public async Task Lines_are_refused_when_too_many_wait()
    {
        _tailer.Start();
        var waiting = Enumerable.Range(0, 100).Select(_ => Take(TimeSpan.FromMilliseconds(200), new string('x', 20_000))).ToArray();
        var answers = Task.WhenAll(waiting);
        var batches = new List<LineBatch>();
        while (waiting.Count(answer => answer.IsCompleted) < waiting.Length - 4)
        {
            await Task.WhenAny(waiting.Where(answer => !answer.IsCompleted)).WaitAsync(TailRun.Patience);
        }

        while (_tailer.Batches.TryRead(out var batch))
        {
            batches.Add(batch);
        }

        Assert.Equal(4, batches.Count);
        batches.ForEach(batch => batch.Release());
        Assert.Equal(4, (await answers.WaitAsync(TailRun.Patience)).Count(taken => taken));
    }

    [Fact]
    public async Task Nothing_is_taken_after_the_end()
    {
        _tailer.Start();
        await _tailer.StopAsync(CancellationToken.None).WaitAsync(TailRun.Patience);
        Assert.False(await Take("late"));
    }

    private Task<bool> Take(params string[] lines) => Take(TailRun.Patience, lines);

    private Task<bool> Take(TimeSpan patience, params string[] lines) => _tailer.Intake.TryTakeAsync(
        [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))],
        [.. lines.Select((_, number) => JsonElement.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))],
        patience,
        CancellationToken.None);

    private static string[] Lines(LineBatch batch)
    {
        var lines = new List<string>();
        foreach (var line in batch.Lines)
        {
            lines.Add(batch.Text[line].ToString());
        }

        return [.. lines];
    }
}
