-- For wrk: each request delivers another call of one agent, as Vapi does, with a transcript of twenty turns.
-- The secret and the agent's id at the platform come by the environment.
local secret = os.getenv("BENCH_SECRET")
local assistant = os.getenv("BENCH_ASSISTANT")

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  math.randomseed(number + os.time())
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["X-Vapi-Secret"] = secret
end

local function turn(index)
  local words = {}
  -- A few words are said all the time, most seldom, as people speak.
  for word = 1, 10 do words[word] = "word" .. math.floor(2000 * math.random() ^ 4) end
  local role = index % 2 == 0 and "user" or "bot"
  return string.format('{"role":"%s","message":"%s","time":0,"secondsFromStart":%d}', role, table.concat(words, " "),
    index * 3)
end

local calls = 0
function request()
  calls = calls + 1
  local turns = {}
  for index = 1, 20 do turns[index] = turn(index) end
  local body = string.format(
    '{"message":{"type":"end-of-call-report","endedReason":"customer-ended-call","cost":0.12,' ..
    '"startedAt":"2026-11-24T10:00:00.000Z","endedAt":"2026-11-24T10:01:00.000Z",' ..
    '"call":{"id":"%d-%d-%d","orgId":"o","createdAt":"2026-11-24T10:00:00.000Z",' ..
    '"updatedAt":"2026-11-24T10:01:00.000Z","type":"inboundPhoneCall","assistantId":"%s"},' ..
    '"customer":{"number":"+4930123456"},"artifact":{"messages":[%s]},"analysis":{"summary":"A berth in June."}}}',
    number, calls, math.random(1000000000), assistant, table.concat(turns, ","))
  return wrk.format(nil, nil, nil, body)
end
