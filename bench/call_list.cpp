// What a page of calls costs in the database layer, in what rollcall_bench_seed_calls has made: for members who see one
// agent up to a thousand, at the beginning and at depth, with filters and a search. Prints one JSON array of results as
// bench.mjs takes them: the median and the worst of each group.
// usage: rollcall_bench_call_list <data folder>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "calls/listing/scoped_calls.hpp"
#include "database/open_database.hpp"
#include "seeded_calls.hpp"

using namespace rollcall;
using bench::everybody;
using bench::Group;
using bench::Somebody;

namespace {

constexpr int depth = 20'000;
/// Milliseconds, on SQLite and on PostgreSQL.
struct PageLimits {
    double page;
    double filter;
    double worst;
};
constexpr PageLimits limits_on_sqlite{.page = 1, .filter = 3, .worst = 10};
constexpr PageLimits limits_on_postgres{.page = 3, .filter = 3, .worst = 20};
constexpr double figure_limit = 10;
constexpr double worst_figure_limit = 30;

database::PageRequest request(int limit = 50) {
    return {.limit = limit, .sort = calls::call_sorts[0], .direction = database::Direction::descending};
}

auto page(database::Database& database, const Somebody& somebody, const calls::CallFilter& filter,
          const database::PageRequest& request) {
    return database.read([&](database::Transaction& tx) {
        return calls::list_calls(tx, somebody.caller, filter, request, SystemClock().now());
    });
}

/// The page that begins so deep, or as deep as there are calls.
database::PageRequest page_at_depth(database::Database& database, const Somebody& somebody) {
    auto asked = request(200);
    for (int read = 0; read < depth; read += 200) {
        const auto read_page = page(database, somebody, {}, asked);
        if (!read_page.next_cursor) break;
        asked.cursor = database::decode_cursor(*read_page.next_cursor, asked.sort, asked.direction, asked.cursor_key);
    }
    asked.limit = 50;
    return asked;
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        fmt::print(stderr, "usage: rollcall_bench_call_list <data folder, or postgres://...>\n");
        return 1;
    }
    spdlog::set_level(spdlog::level::warn);  // what is not worth a warning would stand among the results
    const SystemClock clock;
    const std::string place = arguments[1];
    const bool is_postgres = place.starts_with("postgres://");
    const auto limits = is_postgres ? limits_on_postgres : limits_on_sqlite;
    const auto database =
        is_postgres ? database::open_postgres(place, clock) : database::open_sqlite(place + "/rollcall.db", clock);
    const auto people = everybody(*database);
    const auto measure = [&](const std::string& what, const calls::CallFilter& filter,
                             std::optional<double> limit = std::nullopt) {
        Group group("calls: " + what, {.median = limit.value_or(limits.filter), .worst = limits.worst});
        for (const auto& somebody : people) {
            group.measure(somebody.name, [&] { page(*database, somebody, filter, request()); });
        }
        return group.results();
    };

    std::vector<std::string> results{measure("first page", {}, limits.page)};
    Group deep("calls: page at depth 20,000", {.median = limits.page, .worst = limits.worst});
    for (const auto& somebody : people) {
        const auto asked = page_at_depth(*database, somebody);
        deep.measure(somebody.name, [&] { page(*database, somebody, {}, asked); });
    }
    results.push_back(deep.results());
    const auto week = from_milliseconds(1'780'000'000'000);
    results.push_back(measure("of a week", {.from = week, .to = week + std::chrono::days(7)}));
    results.push_back(measure("of a company", {.company = CompanyId(std::string("company-07"))}));
    results.push_back(measure("failed", {.status = calls::CallStatus::failed}));
    results.push_back(measure("by web", {.direction = calls::Direction::web}));
    results.push_back(measure("a common word", {.words = {{"hello"}}}));
    results.push_back(measure("one of a thousand words", {.words = {{"topic77"}}}));
    results.push_back(measure("a rare word", {.words = {{"regatta"}}}));
    results.push_back(measure("two words", {.words = {{"hello", "topic77"}}}, 2 * limits.filter));
    results.push_back(measure("unsuccessful", {.outcome = calls::Outcome::unsuccessful}));
    results.push_back(measure("with a recording", {.with_recording = true}));
    results.push_back(measure("at least a minute", {.min_duration = std::chrono::minutes(1)}));
    results.push_back(measure("at least an hour", {.min_duration = std::chrono::hours(1)}));
    results.push_back(measure("of a number", {.phone = "+49 30 0007919"}));
    results.push_back(measure("of the beginning of a number", {.phone = "+49 30 0007"}));
    const auto measure_figure = [&](const std::string& what, const calls::CallFilter& filter, auto read) {
        Group group("calls: " + what, {.median = figure_limit, .worst = worst_figure_limit});
        for (const auto& somebody : people) {
            group.measure(somebody.name, [&] {
                database->read([&](database::Transaction& tx) { read(tx, somebody.caller, filter); });
            });
        }
        results.push_back(group.results());
    };
    const auto now = from_milliseconds(1'795'000'000'000);
    const auto count = [&](auto& tx, auto& caller, auto& filter) {
        calls::count_matching_calls(tx, caller, filter, now);
    };
    const auto days = [&](auto& tx, auto& caller, auto& filter) {
        calls::count_calls_per_day(tx, caller, filter, "Europe/Berlin", now);
    };
    measure_figure("count", {}, count);
    measure_figure("count of a common word", {.words = {{"hello"}}}, count);
    measure_figure("30 days", {}, days);
    measure_figure("30 days, unsuccessful", {.outcome = calls::Outcome::unsuccessful}, days);
    measure_figure("30 days, a common word", {.words = {{"hello"}}}, days);
    fmt::print("[{}]\n", fmt::join(results, ",\n"));
}
