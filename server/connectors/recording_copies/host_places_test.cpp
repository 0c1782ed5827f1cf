#include "connectors/recording_copies/host_places.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "connectors/recording_copies/recording_copy_limits.hpp"

namespace rollcall::connectors {
namespace {

class Places : public ::testing::Test {
protected:
    using Place = std::unique_ptr<HostPlaces::Place>;

    std::vector<Place> take(int count, const std::string& host) {
        std::vector<Place> taken;
        for (int number = 0; number < count; ++number) taken.push_back(places.take(host));
        return taken;
    }

    HostPlaces::SteadyClock::time_point now{std::chrono::hours(1)};
    HostPlaces places{[this] { return now; }};
};

TEST_F(Places, AreFewForEachHost) {
    auto taken = take(max_downloads_per_host, "https://a.example");
    for (const auto& place : taken) EXPECT_TRUE(place);
    EXPECT_FALSE(places.take("https://a.example"));
    EXPECT_TRUE(places.take("https://b.example"));
    taken.pop_back();
    EXPECT_TRUE(places.take("https://a.example"));
}

TEST_F(Places, AreLeftForOthersHoweverManyHostsAreSlow) {
    std::vector<Place> slow;
    for (int number = 0; number < copying_threads; ++number) {
        slow.push_back(places.take("https://slow-" + std::to_string(number) + ".example"));
    }
    for (const auto& place : slow) EXPECT_TRUE(place->may_continue());
    now += slow_after;
    int going_on = 0;
    for (auto& place : slow) {
        if (place->may_continue()) {
            ++going_on;
        } else {
            place.reset();
        }
    }
    EXPECT_EQ(going_on, max_slow_downloads);
    EXPECT_LT(max_slow_downloads, copying_threads);
    // Those that were slow wait until a slow one ends; others begin.
    EXPECT_FALSE(places.take("https://slow-" + std::to_string(copying_threads - 1) + ".example"));
    EXPECT_TRUE(places.take("https://quick.example"));
    slow.clear();
    EXPECT_TRUE(places.take("https://slow-1.example"));
}

TEST_F(Places, ForgetThatAHostWasSlow) {
    std::vector<Place> slow;
    for (int number = 0; number <= max_slow_downloads; ++number) {
        slow.push_back(places.take("https://slow-" + std::to_string(number) + ".example"));
    }
    now += slow_after;
    for (auto& place : slow) static_cast<void>(place->may_continue());
    const auto ended = "https://slow-" + std::to_string(max_slow_downloads) + ".example";
    slow.pop_back();
    EXPECT_FALSE(places.take(ended));
    now += slow_host_memory;
    EXPECT_TRUE(places.take(ended));
}

TEST_F(Places, GoByTheHostOfAnAddress) {
    EXPECT_EQ(host_of_address("https://files.example.com:8443/a/b?c#d"), "https://files.example.com:8443");
    EXPECT_EQ(host_of_address("https://files.example.com"), "https://files.example.com");
    EXPECT_EQ(host_of_address("https://files.example.com?a=/b"), "https://files.example.com");
    EXPECT_EQ(host_of_address("HTTPS:\\\\key@Files.Example.com:443\\a"), "https://files.example.com");
    EXPECT_EQ(host_of_address("no address"), "no address");
}

}  // namespace
}  // namespace rollcall::connectors
