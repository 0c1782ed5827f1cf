-- For wrk: each request posts the body BENCH_BODY with another text in the place of NUMBER: BENCH_ROUND differs between
-- rounds, the number between threads, as wrk runs one Lua state per thread.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    template = os.getenv("BENCH_BODY")
    prefix = string.format("%s-%d-", os.getenv("BENCH_ROUND"), number)
    count = 0
end

function request()
    count = count + 1
    return wrk.format("POST", nil, nil, (string.gsub(template, "NUMBER", prefix .. count)))
end
