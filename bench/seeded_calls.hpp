// What the programs share that measure the database layer on what rollcall_bench_seed_calls has made.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::bench {

struct Somebody {
    std::string name;
    access::Caller caller;
};

/// The members who see some of the agents, and an administrator.
inline std::vector<Somebody> everybody(database::Database& database) {
    auto people = database.read([](database::Transaction& tx) {
        return tx.all("SELECT name, id FROM members WHERE role = 'member' ORDER BY id", [](const database::Row& row) {
            return Somebody{row.text(0),
                            access::Caller{.member = row.id<MemberId>(1), .permissions = access::Permissions::all()}};
        });
    });
    people.push_back(
        {"an administrator", {.role = access::Role::administrator, .permissions = access::Permissions::all()}});
    return people;
}

/// Milliseconds.
struct Limits {
    double median;
    double worst;
};

/// One thing measured for many: the figures are those of the slowest caller.
class Group {
public:
    static constexpr int rounds = 40;

    Group(std::string what, Limits limits) : what_(std::move(what)), limits_(limits) {}

    template <class Run>
    void measure(const std::string& whose, Run run) {
        run();  // the first one reads the disk
        std::vector<double> times;
        for (int round = 0; round < rounds; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            run();
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        }
        std::ranges::sort(times);
        const auto median = times[times.size() / 2];
        fmt::print(stderr, "{:>30}  {:32} {:7.3f} ms, worst {:7.3f} ms\n", what_, whose, median, times.back());
        slowest_median_ = std::max(slowest_median_, median);
        worst_ = std::max(worst_, times.back());
    }

    /// As bench.mjs takes them.
    std::string results() const {
        return fmt::format(R"({{"what":"{0}, slowest median","measured":{1:.3f},"unit":"ms","limit":{2}}},)"
                           "\n"
                           R"({{"what":"{0}, worst","measured":{3:.3f},"unit":"ms","limit":{4}}})",
                           what_, slowest_median_, limits_.median, worst_, limits_.worst);
    }

private:
    std::string what_;
    Limits limits_;
    double slowest_median_ = 0;
    double worst_ = 0;
};

}  // namespace rollcall::bench
