// Fills a data folder with members whom the benchmarks need, past the API: a password costs a hash for each of them
// otherwise. Prints a line for each: id, email and the tokens of two sessions.
// usage: rollcall_bench_seed <data folder, set up and not in use> <how many> <password of all> <agent assigned to all>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "access/assignment_store.hpp"
#include "core/random.hpp"
#include "database/open_database.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/session_store.hpp"
#include "members/member_store.hpp"

namespace {

using namespace rollcall;

std::string add_member(database::Transaction& tx, int number, const std::string& password_hash, const AgentId& agent,
                       Time now) {
    access::MemberRow member;
    member.id = MemberId::make(now);
    member.name = fmt::format("Member {}", number);
    member.email = fmt::format("member-{}@example.com", number);
    member.created_at = now;
    member.permissions = access::Permissions::all();
    if (!members::insert_searchable_member(tx, member, password_hash))
        throw std::runtime_error("There is a member with this email already.");
    access::insert_assignment_row(tx, member.id, agent);
    const auto one = make_token();
    const auto other = make_token();
    for (const auto& token : {one, other}) identity::insert_session(tx, member.id, token, {}, now);
    return fmt::format("{}\t{}\t{}\t{}\n", member.id.text(), member.email, one, other);
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count != 5) throw std::runtime_error("The arguments are: data folder, how many, password, agent.");
        const SystemClock clock;
        const auto file = std::filesystem::path(arguments[1]) / "rollcall.db";
        const auto database = database::open_sqlite(file.string(), clock);
        const auto hash = identity::PasswordHasher().hash(arguments[3]);
        const AgentId agent{std::string(arguments[4])};
        const int members = std::stoi(arguments[2]);
        const auto printed = database->write([&](database::Transaction& tx) {
            std::string lines;
            for (int number = 0; number < members; ++number) lines += add_member(tx, number, hash, agent, clock.now());
            return lines;
        });
        std::fputs(printed.c_str(), stdout);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "rollcall_bench_seed: {}\n", error.what());
        return 1;
    }
}
