-- Each request creates a company of a name that nobody has yet. wrk runs one Lua state per thread.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    -- Rounds follow each other on one account, so that the time belongs to the name.
    -- NAMES tells apart those who run at the same time.
    prefix = string.format("%s%d-%d", os.getenv("NAMES") or "", os.time(), number)
    count = 0
end

function request()
    count = count + 1
    return wrk.format("POST", nil, nil, string.format('{"name":"Company %s-%d"}', prefix, count))
end
