// Fills a data folder with calls, past the API: 1,000 agents in 20 companies, of which ten have half of all calls, most
// of the others ten calls each; every second agent was active in one of five years only, the others in all of them.
// Each transcript has a word that all have, one of a thousand, and seldom one that hardly any has; the texts themselves
// are left out. Of two agents in three, one call in 50 has a recording; one in 10,000 took two hours, the others up to
// four minutes. Prints a line for each member who sees some of the agents: how many, which, and the token of a session.
// usage: rollcall_bench_seed_calls <data folder, set up and not in use> <how many>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/assignment_store.hpp"
#include "calls/intake/agent_day_rules.hpp"
#include "calls/words/position_list.hpp"
#include "core/random.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"
#include "database/open_database.hpp"
#include "identity/session_store.hpp"
#include "members/member_store.hpp"

namespace {

using namespace rollcall;

constexpr int agents = 1'000;
constexpr int companies = 20;
constexpr int busy_agents = 10;
constexpr int quiet_agents_from = 300;
constexpr int calls_of_quiet_agent = 10;
constexpr int years = 5;
constexpr std::int64_t year = std::int64_t{365} * 24 * 60 * 60 * 1'000;
constexpr std::int64_t end = 1'795'000'000'000;
constexpr int calls_for_rare_word = 50'000;
constexpr int calls_for_long_call = 10'000;

struct Share {
    std::string which;
    int first;
    int step;
};

/// Agents of all years have even numbers, the others odd ones.
const std::vector<Share> shares = {{"of the same years", 0, 2}, {"of different years", 1, 2}, {"of any", 0, 1}};

std::vector<AgentId> add_agents(database::Transaction& tx) {
    for (int number = 0; number < companies; ++number) {
        const auto id = fmt::format("company-{:02}", number);
        tx.execute(
            "INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $1, $1, $1, 0)", id);
    }
    std::vector<AgentId> ids;
    for (int number = 0; number < agents; ++number) {
        ids.push_back(AgentId::make(from_milliseconds(end)));
        tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                      VALUES ($1, $2, $3, $3, $3, 0, 0))",
                   ids.back(), fmt::format("company-{:02}", number % companies), fmt::format("agent {:04}", number));
    }
    return ids;
}

/// Agents from the busiest to the quietest, spread evenly.
std::string add_member(database::Transaction& tx, const std::vector<AgentId>& ids, int count, const Share& share,
                       Time now) {
    access::MemberRow member;
    member.id = MemberId::make(now);
    member.name = fmt::format("{} agents {}", count, share.which);
    member.email = fmt::format("{}-{}-{}@example.com", count, share.first, share.step);
    member.created_at = now;
    if (!members::insert_searchable_member(tx, member, "none"))
        throw std::runtime_error("There is a member with this email already.");
    const int there = agents / share.step;
    for (int number = 0; number < count; ++number) {
        const int agent = share.first + share.step * static_cast<int>(std::int64_t{number} * there / count);
        access::insert_assignment_row(tx, member.id, ids[static_cast<std::size_t>(agent)]);
    }
    const auto token = make_token();
    identity::insert_session(tx, member.id, token, {}, now);
    return fmt::format("{}\t{}\t{}\n", count, share.which, token);
}

std::string add_members(database::Transaction& tx, const std::vector<AgentId>& ids, Time now) {
    std::string lines;
    for (const auto& share : shares) {
        for (const int count : {1, 10, 100, 1'000}) {
            if (count <= agents / share.step) lines += add_member(tx, ids, count, share, now);
        }
    }
    return lines;
}

/// SQLite as it is, without what keeps data safe: this file is for one afternoon.
class File {
public:
    explicit File(const std::string& path) {
        check(sqlite3_open(path.c_str(), &handle_));
        run("PRAGMA journal_mode=OFF");
        run("PRAGMA synchronous=OFF");
        run("PRAGMA cache_size=-400000");
        run("PRAGMA temp_store=FILE");
    }
    ~File() { sqlite3_close(handle_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void run(const std::string& sql) { check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr)); }

    std::vector<std::array<std::string, 2>> pairs(const std::string& sql) {
        std::vector<std::array<std::string, 2>> found;
        const auto keep = [](void* to, int, char** values, char**) {
            static_cast<decltype(found)*>(to)->push_back({values[0], values[1]});
            return 0;
        };
        check(sqlite3_exec(handle_, sql.c_str(), keep, &found, nullptr));
        return found;
    }

    using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
    Statement prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
        return {statement, sqlite3_finalize};
    }
    void step(const Statement& statement) {
        if (sqlite3_step(statement.get()) != SQLITE_DONE) check(SQLITE_ERROR);
        sqlite3_reset(statement.get());
    }

private:
    void check(int code) {
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
    }

    sqlite3* handle_ = nullptr;
};

void bind_text(const File::Statement& statement, int at, const std::string& text) {
    sqlite3_bind_text(statement.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

int agent_of(std::mt19937& random, int number) {
    const auto up_to = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    const int quiet = (agents - quiet_agents_from) * calls_of_quiet_agent;
    if (number % 7 == 0 && number / 7 < quiet) return quiet_agents_from + number / 7 % (agents - quiet_agents_from);
    return up_to(1) ? up_to(busy_agents - 1) : busy_agents + up_to(quiet_agents_from - busy_agents - 1);
}

/// In the order of time within each year, as calls come.
std::int64_t moment_of(std::mt19937& random, int agent, int number, int calls) {
    const auto anywhere = end - years * year + static_cast<std::int64_t>(years * year / calls) * number;
    if (agent % 2 == 0) return anywhere;
    const auto begin = end - (1 + agent / 2 % years) * year;
    return begin + std::uniform_int_distribution<std::int64_t>(0, year - 1)(random);
}

void load(File& file, const std::vector<AgentId>& ids, int calls) {
    std::mt19937 random(20);
    file.run("CREATE TEMP TABLE said (word TEXT, agent_id TEXT, started_at INTEGER, call_number INTEGER)");
    const auto call = file.prepare(R"(
        INSERT INTO calls (number, id, agent_id, status, direction, started_at, ended_at, duration, summary, created_at,
                           updated_at, outcome, from_number, to_number, has_recording)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6 + ?7, ?7, 'Somebody asked for a berth, and was told the price of it.', ?6,
                ?6, ?8, ?9, ?9, ?10))");
    const auto word = file.prepare("INSERT INTO said VALUES (?1, ?2, ?3, ?4)");
    for (int number = 1; number <= calls; ++number) {
        const int agent = agent_of(random, number);
        const auto started_at = moment_of(random, agent, number, calls);
        const auto& id = ids[static_cast<std::size_t>(agent)].text();
        sqlite3_bind_int(call.get(), 1, number);
        bind_text(call, 2, make_uuid(from_milliseconds(started_at)));
        bind_text(call, 3, id);
        bind_text(call, 4, number % 20 ? "ended" : number % 40 ? "failed" : "ongoing");
        bind_text(call, 5, number % 3 ? "inbound" : number % 9 ? "outbound" : "web");
        sqlite3_bind_int64(call.get(), 6, started_at);
        sqlite3_bind_int(call.get(), 7, number % calls_for_long_call == 1 ? 7'200'000 : number * 37 % 240'000);
        bind_text(call, 8, number % 10 ? "successful" : number % 20 ? "unsuccessful" : "unknown");
        bind_text(call, 9, fmt::format("+4930{:07}", number * std::int64_t{7'919} % 4'000'000));
        sqlite3_bind_int(call.get(), 10, agent % 3 > 0 && number % 50 == 0);
        file.step(call);

        const auto say = [&](const std::string& text) {
            bind_text(word, 1, text);
            bind_text(word, 2, id);
            sqlite3_bind_int64(word.get(), 3, started_at);
            sqlite3_bind_int(word.get(), 4, number);
            file.step(word);
        };
        say("hello");
        say(fmt::format("topic{}", number % 1'000));
        if (number % calls_for_rare_word == 1) say("regatta");
    }
}

/// As the server packs them in the background (calls/words/call_word_index.hpp).
void pack_words(File& file) {
    constexpr std::size_t longest_row = 480;
    const auto select = file.prepare("SELECT * FROM said ORDER BY word, agent_id, started_at, call_number");
    const auto insert = file.prepare("INSERT INTO call_words VALUES (?1, ?2, ?3, ?4, ?5)");
    const auto text = [&](int column) {
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(select.get(), column)));
    };
    std::string word, agent, more;
    calls::CallPosition first, last;
    const auto store = [&] {
        bind_text(insert, 1, word);
        bind_text(insert, 2, agent);
        sqlite3_bind_int64(insert.get(), 3, first.started_at);
        sqlite3_bind_int64(insert.get(), 4, first.number);
        bind_text(insert, 5, more);
        if (!word.empty()) file.step(insert);
    };
    while (sqlite3_step(select.get()) == SQLITE_ROW) {
        const calls::CallPosition next{sqlite3_column_int64(select.get(), 2), sqlite3_column_int64(select.get(), 3)};
        if (word != text(0) || agent != text(1) || more.size() > longest_row - 10) {
            store();
            word = text(0);
            agent = text(1);
            first = next;
            more.clear();
        } else {
            calls::append_position(more, last, next);
        }
        last = next;
    }
    store();
}

/// Indexes are made once all is there, which takes a fraction of the time.
void add_calls(const std::string& path, const std::vector<AgentId>& ids, int calls) {
    File file(path);
    const auto indexes = file.pairs(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'calls' AND type = 'index' AND sql IS NOT NULL");
    for (const auto& [name, sql] : indexes) file.run("DROP INDEX " + name);
    file.run("BEGIN");
    load(file, ids, calls);
    pack_words(file);
    file.run("COMMIT");
    for (const auto& [name, sql] : indexes) file.run(sql);
    file.run("PRAGMA journal_mode=WAL");
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count != 3) throw std::runtime_error("The arguments are: data folder, how many.");
        const auto path = (std::filesystem::path(arguments[1]) / "rollcall.db").string();
        const SystemClock clock;
        std::vector<AgentId> ids;
        std::string lines;
        {
            const auto database = database::open_sqlite(path, clock);
            ids = database->write(add_agents);
            lines = database->write([&](database::Transaction& tx) { return add_members(tx, ids, clock.now()); });
        }
        add_calls(path, ids, std::stoi(arguments[2]));
        calls::sum_days_again(*database::open_sqlite(path, clock), read_time_zone_rules_version(), {});
        std::fputs(lines.c_str(), stdout);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall_bench_seed_calls: {}\n", error.what());
        return 1;
    }
}
