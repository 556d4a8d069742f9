using LogTail.Events;

namespace LogTail.Tests.Events;

public sealed class OwnProcessTests
{
    [Fact]
    public void Counts_handles_that_are_opened()
    {
        const int Opened = 500;
        var before = OwnProcess.OpenHandles();
        var files = Enumerable.Range(0, Opened).Select(_ => File.OpenHandle(typeof(OwnProcessTests).Assembly.Location)).ToArray();
        var after = OwnProcess.OpenHandles();
        Array.ForEach(files, file => file.Dispose());

        // Other tests open and close theirs meanwhile.
        Assert.InRange(after - before, Opened / 2, Opened * 2);
    }

    [Fact]
    public void Knows_its_memory()
    {
        Assert.InRange(OwnProcess.ResidentBytes(), 10e6, 100e9);
        Assert.InRange(OwnProcess.VirtualBytes(), OwnProcess.ResidentBytes(), double.MaxValue);
    }
}
