using LogTail.Tailing;
using LogTail.Tailing.Following;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Following;

public sealed class DeferredObserverTests
{
    private readonly RecordingObserver _told = new();

    [Fact]
    public void Tells_nothing_before_it_holds_and_all_in_order_then()
    {
        var deferred = new DeferredObserver(_told);
        deferred.Awaited("first");
        deferred.Awaited("second");
        var before = _told.Events.Count;

        deferred.Release();
        deferred.Awaited("third");

        Assert.Equal(0, before);
        Assert.Equal(["Awaited first", "Awaited second", "Awaited third"], _told.Events);
    }

    // What is not implemented does nothing, by the interface: it would get lost without a word.
    [Fact]
    public void Passes_on_whatever_can_be_told()
    {
        var map = typeof(DeferredObserver).GetInterfaceMap(typeof(ITailObserver));
        Assert.All(map.TargetMethods, method => Assert.Equal(typeof(DeferredObserver), method.DeclaringType));
    }
}
