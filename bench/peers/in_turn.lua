-- For wrk: asks for the paths in BENCH_PATHS, one a line, in turn.
local requests = {}
local count = 0

function init()
    for path in string.gmatch(os.getenv("BENCH_PATHS"), "[^\n]+") do
        table.insert(requests, wrk.format("GET", path))
    end
end

function request()
    count = count % #requests + 1
    return requests[count]
end
