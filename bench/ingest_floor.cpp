// What the database alone takes: 64 threads that each write, again and again, the rows that one delivered call becomes,
// by plain statements and the index of words, without HTTP, signatures, JSON and rules. Prints calls per second.
// usage: rollcall_bench_ingest_floor <empty folder> <seconds>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "calls/words/call_word_index.hpp"
#include "core/random.hpp"
#include "database/database.hpp"
#include "database/open_database.hpp"

using namespace rollcall;

namespace {

constexpr int threads = 64;
constexpr int words_of_a_call = 200;  // as ingest_call.lua: twenty turns of ten words, some said all the time
constexpr int vocabulary = 2'000;
const AgentId agent(std::string("0197a0b2-1111-7000-8000-000000000001"));

constexpr auto insert_company = R"(
    INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ('company', 'a', 'a', 'a', 0))";
constexpr auto insert_agent = R"(
    INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
    VALUES ('0197a0b2-1111-7000-8000-000000000001', 'company', 'a', 'a', 'a', 0, 0))";
constexpr auto insert_connection = R"(
    INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
    VALUES ('0197a0b2-2222-7000-8000-000000000001', 'vapi', 'a', 'a', 'a', 0))";

constexpr auto insert_call = R"(
    INSERT INTO calls (id, connection_id, external_id, external_agent_id, agent_id, status, direction, started_at,
                       ended_at, duration, from_number, summary, end_reason, cost, created_at, updated_at)
    VALUES ($1, '0197a0b2-2222-7000-8000-000000000001', $1, 'assistant', '0197a0b2-1111-7000-8000-000000000001', 'ended',
            'inbound', $2, $2, 60000, '+4930123456', 'A berth in June.', 'customer-ended-call', 120000, $2, $2)
    RETURNING number)";
constexpr auto insert_transcript = "INSERT INTO call_transcripts (call_number, turns) VALUES ($1, $2)";
constexpr auto insert_arrival = R"(
    INSERT INTO call_arrivals (call_id, agent_id) VALUES ($1, '0197a0b2-1111-7000-8000-000000000001'))";
constexpr auto insert_event = R"(
    INSERT INTO call_events (id, connection_id, external_call_id, kind, payload_hash, payload, received_at)
    VALUES ($1, '0197a0b2-2222-7000-8000-000000000001', $1, 'end-of-call-report', $1, $2, $3))";
constexpr auto add_to_day = R"(
    INSERT INTO agent_days (agent_id, day, calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls)
    VALUES ('0197a0b2-1111-7000-8000-000000000001', 1, 1, 60, 60, 60, 120000, 1)
    ON CONFLICT (agent_id, day) DO UPDATE SET calls = agent_days.calls + 1, seconds = agent_days.seconds + 60)";

struct Call {
    std::string id;
    std::vector<std::string> words;
    std::string text;
};

Call new_call(std::mt19937& random, Time now) {
    Call call{make_uuid(now), {}, {}};
    for (int count = 0; count < words_of_a_call; ++count) {
        const auto rarity = std::pow(std::uniform_real_distribution(0.0, 1.0)(random), 4);
        call.words.push_back(fmt::format("word{}", static_cast<int>(vocabulary * rarity)));
        call.text += call.words.back() + ' ';
    }
    std::ranges::sort(call.words);
    call.words.erase(std::ranges::unique(call.words).begin(), call.words.end());
    return call;
}

void write(database::Database& database, const Call& call, Time now) {
    database.write([&](database::Transaction& tx) {
        const auto number = tx.first(
                                  insert_call, [](const database::Row& row) { return row.integer(0); }, call.id, now)
                                .value();
        tx.execute(insert_transcript, number, call.text);
        calls::add_call_words(tx, {agent, now, number}, call.words);
        tx.execute(insert_arrival, call.id);
        tx.execute(insert_event, call.id, call.text, now);
        tx.execute(add_to_day);
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    spdlog::set_level(spdlog::level::warn);
    const SystemClock clock;
    const auto database = database::open_sqlite(std::string(arguments[1]) + "/floor.db", clock);
    database->write([](database::Transaction& tx) {
        for (const auto* statement : {insert_company, insert_agent, insert_connection}) tx.execute(statement);
    });

    const std::chrono::seconds length(std::stoi(arguments[2]));
    const auto until = std::chrono::steady_clock::now() + length;
    std::atomic<std::int64_t> calls = 0;
    std::vector<std::jthread> writers;
    for (int thread = 0; thread < threads; ++thread) {
        writers.emplace_back([&, thread] {
            std::mt19937 random(static_cast<unsigned>(thread));
            while (std::chrono::steady_clock::now() < until) {
                write(*database, new_call(random, clock.now()), clock.now());
                ++calls;
            }
        });
    }
    writers.clear();
    fmt::print("{}\n", static_cast<double>(calls) / static_cast<double>(length.count()));
}
