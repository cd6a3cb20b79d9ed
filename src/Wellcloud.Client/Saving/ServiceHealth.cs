using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>
/// Judges whether the service or a single recording is at fault, and how fast requests may be sent. All requests for audio of a run pass here.
/// While there is no fault, that costs a look at the clock and no lock.
/// </summary>
internal sealed class ServiceHealth(WellcloudClient client, TransferProgress progress)
{
    /// <summary>This many recordings in a row without an answer mean that the service is at fault.</summary>
    private const int OutageSize = 10;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turnstile = new(1, 1);
    private readonly Pace _pace = new();
    private readonly long _origin = client.Time.GetTimestamp();
    private volatile bool _isCareful;
    private volatile bool _inputEnded;
    private int _active;
    private long _lastAnswer = -1;
    private long _lastAnswered = -1;

    // The fields below are guarded by the gate, and used only while something is wrong.
    private int _refusals;
    private int _stretch;
    private int _inARow;
    private int _inARowActive;
    private TimeSpan? _silentSince;
    private TimeSpan _asked;
    private TimeSpan _askedUntil;
    private TimeSpan _deadline;
    private ServiceWait? _wait;
    private string? _ending;

    private TimeSpan Now => client.Time.GetElapsedTime(_origin);

    private bool IsDown => _inARow >= OutageSize;

    /// <summary>Whether a fault says something about the service, rather than about a recording.</summary>
    public static bool IsOfService(WellcloudException fault) =>
        !HandleShortage.Is(fault)
        && (fault.Error is WellcloudError.ConnectionFailed or WellcloudError.Timeout
            || fault.StatusCode is 429 or 502 or 503 or 504
            || (fault is { Error: WellcloudError.UnexpectedStatus, StatusCode: 404 or 410, RedirectedTo: null })
            || (fault is { Reason: FaultReason.WebPage, RedirectedTo: null }));

    /// <summary>Counts a recording whose audio will be requested.</summary>
    public void Begin() => Interlocked.Increment(ref _active);

    /// <summary>Uncounts a recording that has its outcome.</summary>
    public void End(Trouble? trouble)
    {
        Interlocked.Decrement(ref _active);
        if (trouble is not null)
        {
            lock (_gate)
            {
                _inARowActive -= trouble.Stretch == _stretch ? 1 : 0;
            }
        }
    }

    /// <summary>Notes that no more recordings will come.</summary>
    public void EndInput() => _inputEnded = true;

    /// <summary>Waits until a request may be sent.</summary>
    public ValueTask<Ticket> EnterAsync(CancellationToken cancellationToken) =>
        _isCareful ? new(EnterInTurnAsync(cancellationToken)) : new(TicketAt(Now, isProbe: false));

    /// <summary>Notes that the service answered, whatever it said about the recording.</summary>
    public void Answer(Ticket ticket)
    {
        var now = Now;
        Volatile.Write(ref _lastAnswer, now.Ticks);
        if (ticket.Started.Ticks > Volatile.Read(ref _lastAnswered))
        {
            Volatile.Write(ref _lastAnswered, ticket.Started.Ticks);
        }

        if (_isCareful)
        {
            Recover(now, ticket.Started);
        }

        Release(ticket);
    }

    /// <summary>Notes that the request ended without saying anything about the service.</summary>
    public void Release(Ticket ticket)
    {
        if (ticket.IsProbe)
        {
            _turnstile.Release();
        }
    }

    /// <summary>Judges a fault of the service.</summary>
    /// <returns>The pause before the recording is requested again; null if the recording itself is at fault.</returns>
    /// <exception cref="WellcloudException">The service is down, and the run has waited long enough.</exception>
    public TimeSpan? Judge(Ticket ticket, WellcloudException fault, Trouble trouble)
    {
        try
        {
            lock (_gate)
            {
                _isCareful = true;
                return Judge(Now, ticket, fault, trouble);
            }
        }
        finally
        {
            Release(ticket);
        }
    }

    /// <summary>Returns the error of a run that has ended. That of an outage counts what is left anew: some transfers may have succeeded since.</summary>
    public Exception? Conclude(Exception? end) =>
        _ending is { } ending && end is WellcloudException { EndsRun: true, InnerException: WellcloudException fault } ? Outage(fault, ending) : end;

    private TimeSpan? Judge(TimeSpan now, Ticket ticket, WellcloudException fault, Trouble trouble)
    {
        var isRefusal = fault.StatusCode is 429 or 503;
        Count(ticket.Started, trouble);
        if (isRefusal && fault.RetryAfter is { } asked)
        {
            Obey(now, asked, fault);
        }

        var isAlone = _inputEnded && Volatile.Read(ref _active) <= _inARowActive;

        // Nobody is left who could show whether the service is down, so it gets as long to come back as in an outage.
        var isPatient = isAlone && _lastAnswer >= 0 && fault.IsTransient;
        var isWaiting = isRefusal || IsDown || isPatient;
        var isNewWait = isWaiting && _pace.Refuse(now, ticket.Started);
        var isOver = now >= _deadline;

        // No recording can be the reason why there is no connection, nor why others are refused too.
        var isOfAll = (isPatient && fault.Reason is FaultReason.Unreachable or FaultReason.Proxy) || (isRefusal && !isAlone && _inARow > 1);
        if (isOver && (IsDown || _lastAnswer < 0 || isOfAll))
        {
            throw Outage(fault, Messages.OutageEnds);
        }

        if (isNewWait)
        {
            Announce(now, fault);
        }

        var isOwn = !IsDown && IsOwn(ticket, fault, trouble, isRefusal, isOver, isAlone && !isPatient);
        Remember(now, isRefusal, trouble, isOfService: IsDown || isPatient);
        return isOwn ? null
            : isWaiting ? TimeSpan.Zero
            : client.Retry.PauseAfterService(trouble.Faults, fault);
    }

    private void Count(TimeSpan started, Trouble trouble)
    {
        if (trouble.Stretch != _stretch)
        {
            trouble.Stretch = _stretch;
            _inARow++;
            _inARowActive++;
        }

        if (_silentSince is null)
        {
            // Silence begins with the first unanswered request: before it, the input may have been slow.
            _silentSince = TimeSpan.FromTicks(Math.Max(Volatile.Read(ref _lastAnswer), started.Ticks));
            _deadline = _silentSince.Value + _patience;
        }
    }

    /// <summary>Makes all requests wait as long as the service asks. The two minutes start again after that wait, unless the service asked for as long a wait before.</summary>
    private void Obey(TimeSpan now, TimeSpan asked, WellcloudException fault)
    {
        if (asked > RetryPolicy.LongestRetryAfter)
        {
            var local = (client.Time.GetUtcNow() + asked).ToOffset(client.UtcOffset);
            throw Outage(fault, string.Format(Messages.OutageUntil, local.ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture)));
        }

        var until = now + asked;
        _pace.CloseUntil(until);
        _askedUntil = _askedUntil > until ? _askedUntil : until;
        if (asked > _asked)
        {
            _asked = asked;
            _deadline = until + _patience > _deadline ? until + _patience : _deadline;
        }
    }

    /// <summary>Whether the recording itself is at fault: it failed past its retries while others were answered, or no other recording is left.</summary>
    private bool IsOwn(Ticket ticket, WellcloudException fault, Trouble trouble, bool isRefusal, bool isOver, bool isAlone)
    {
        // An answer that came after this request began proves nothing: the service may have been down until then.
        var othersDoWell = ticket.AnsweredBefore > trouble.LastFault;

        // A rate limit refuses any recording, and may meet the same one again and again. Refusals are its own only if no other is refused in between.
        var isSingled = othersDoWell && _refusals == trouble.Refusals;
        if (!isRefusal || isSingled || (isAlone && fault.StatusCode != 429))
        {
            trouble.Own++;
        }
        else
        {
            trouble.Own = 0;
        }

        var allowed = fault.IsTransient ? client.Retry.Maximum : 0;
        return isOver || (trouble.Own > allowed && (othersDoWell || isAlone));
    }

    private void Remember(TimeSpan now, bool isRefusal, Trouble trouble, bool isOfService)
    {
        _refusals += isRefusal ? 1 : 0;
        trouble.Faults++;
        trouble.Own = isOfService ? 0 : trouble.Own;
        (trouble.LastFault, trouble.Refusals) = (now, _refusals);
    }

    private void Recover(TimeSpan now, TimeSpan started)
    {
        lock (_gate)
        {
            _stretch++;
            (_inARow, _inARowActive) = (0, 0);
            (_silentSince, _asked, _askedUntil) = (null, TimeSpan.Zero, TimeSpan.Zero);
            _pace.Answer(now, started);
            _isCareful = _pace.IsSet;
            if (_wait is not null)
            {
                client.Observer?.Report(string.Format(Messages.ServiceIsBack, (client.Time.GetUtcNow() - _wait.Since).TotalSeconds));
                progress.Waiting = _wait = null;
            }
        }
    }

    /// <summary>Reports that all transfers wait.</summary>
    private void Announce(TimeSpan now, WellcloudException fault)
    {
        var pause = WaitAt(now);
        var utc = client.Time.GetUtcNow();
        progress.Waiting = _wait = new(_wait?.Since ?? utc, utc + pause, fault);
        client.Observer?.Report(string.Format(Messages.AllWait, pause.TotalSeconds, fault.Message));
    }

    /// <summary>Returns how long to wait. The last probe is sent when the two minutes end, but never earlier than the service asked.</summary>
    private TimeSpan WaitAt(TimeSpan now)
    {
        var end = _silentSince is null || _askedUntil > _deadline ? TimeSpan.MaxValue : _deadline - now;
        var wait = _pace.WaitAt(now);
        return wait < end ? wait : end;
    }

    private Ticket TicketAt(TimeSpan now, bool isProbe) => new(now, TimeSpan.FromTicks(Volatile.Read(ref _lastAnswered)), isProbe);

    private async Task<Ticket> EnterInTurnAsync(CancellationToken cancellationToken)
    {
        await _turnstile.WaitAsync(cancellationToken).ConfigureAwait(false);
        var isProbe = false;
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_gate)
                {
                    var now = Now;
                    wait = WaitAt(now);
                    if (wait <= TimeSpan.Zero)
                    {
                        _pace.Take(now);
                        isProbe = _pace.IsProbing;
                        return TicketAt(now, isProbe);
                    }
                }

                // A timer counts whole milliseconds.
                await client.Time.PauseAsync(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!isProbe)
            {
                _turnstile.Release();
            }
        }
    }

    private WellcloudException Outage(WellcloudException fault, string ending)
    {
        _ending = ending;
        var left = progress.Total is { } total
            ? string.Format(Messages.OutageLeft, total - progress.Done, total)
            : string.Format(Messages.OutageDone, progress.Done);
        return new(fault.Error, string.Format(Messages.Outage, fault.Message.TrimEnd('.', '。', ' '), ending, left), fault)
        {
            Target = fault.Target,
            StatusCode = fault.StatusCode,
            Reason = FaultReason.Outage,
            RedirectedTo = fault.RedirectedTo,
            ServerMessage = fault.ServerMessage,
            RetryAfter = fault.RetryAfter,
            EndsRun = true,
        };
    }
}
