#include "campaigns/simulation/simulation.hpp"

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"

namespace rollcall::campaigns::simulation {
namespace {

constexpr std::uint64_t runs_by_default = 1'000;
constexpr std::uint64_t first_seed_by_default = 1;

std::uint64_t number_in_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing runs yet
    return text ? std::stoull(text) : otherwise;
}

/// In memory where that is possible: each simulation writes hundreds of times.
std::filesystem::path fast_folder() {
    const std::filesystem::path memory("/dev/shm");
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

// ROLLCALL_SIMULATIONS: how many. ROLLCALL_SIMULATION_SEED: of the first one; the others follow it.
TEST(Campaigns, call_nobody_who_may_not_be_called_whatever_happens) {
    const auto runs = number_in_environment("ROLLCALL_SIMULATIONS", runs_by_default);
    const auto first = number_in_environment("ROLLCALL_SIMULATION_SEED", first_seed_by_default);
    const TemporaryFolder folder(fast_folder());
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const auto empty = folder.file("empty.db");
    database::open_sqlite(empty, SystemClock());
    const auto file = folder.file("rollcall.db");
    std::size_t calls = 0;
    spdlog::set_level(spdlog::level::err);
    for (auto seed = first; seed < first + runs; ++seed) {
        std::filesystem::copy_file(empty, file, std::filesystem::copy_options::overwrite_existing);
        Simulation simulation(seed, file, key);
        if (const auto violation = simulation.run()) ADD_FAILURE() << "seed " << seed << ": " << *violation;
        if (HasFailure()) break;
        calls += simulation.count_calls();
    }
    spdlog::set_level(spdlog::level::info);
    RecordProperty("calls", std::to_string(calls));
   
    EXPECT_GT(calls, runs);
}

}  // namespace rollcall::campaigns::simulation
