#include "pictures/picture_reader.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "pictures/picture_limits.hpp"

namespace rollcall::pictures {
namespace {

using namespace std::chrono_literals;

const std::string picture = "\x89PNG\r\n\x1a\n and so on";

/// A program that notes that it runs, and ends once the test lets it.
class Reading : public ::testing::Test {
protected:
    Reading() {
        signal(SIGPIPE, SIG_IGN);  // as the server does: the program does not read its input
        std::ofstream script(folder.file("program"));
        script << "#!/bin/sh\nset -e\necho x >> " << folder.file("started") << "\nwhile [ ! -e "
               << folder.file("release") << " ]; do sleep 0.02; done\nprintf square\n";
        script.close();
        std::filesystem::permissions(folder.file("program"), std::filesystem::perms::owner_all);
    }

    std::future<std::string> upload(const std::string& member) {
        return std::async(std::launch::async, [this, member] { return reader.read(MemberId(member), picture); });
    }
    std::size_t started() const {
        std::ifstream stream(folder.file("started"));
        std::size_t lines = 0;
        for (std::string line; std::getline(stream, line);) ++lines;
        return lines;
    }
    void wait_for_started(std::size_t count) const {
        for (int tries = 0; started() < count && tries < 1'000; ++tries) std::this_thread::sleep_for(20ms);
        ASSERT_EQ(started(), count);
    }
    void release() const { std::ofstream(folder.file("release")).flush(); }
    bool is_refused(const std::string& member) {
        try {
            reader.read(MemberId(member), picture);
            return false;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::overloaded);
            EXPECT_TRUE(error.retry_after());
            return true;
        }
    }

    TemporaryFolder folder;
    PictureReader reader{folder.file("program")};
};

TEST_F(Reading, IsDoneForOnePictureOfEachMemberAtATime) {
    auto rita = upload("rita");
    wait_for_started(1);
    for (int count = 0; count < 5; ++count) EXPECT_TRUE(is_refused("rita"));
    auto paul = upload("paul");
    wait_for_started(2);
    // A third waits, and is not refused: the number of programs is limited.
    auto june = upload("june");
    EXPECT_TRUE(is_refused("paul"));
    release();
    for (auto* result : {&rita, &paul, &june}) EXPECT_EQ(result->get(), "square");
    EXPECT_EQ(started(), 3U);
    EXPECT_FALSE(is_refused("rita")) << "the next picture is read again";
}

TEST_F(Reading, RunsFewProgramsAtOnce) {
    std::vector<std::future<std::string>> uploads;
    for (int count = 0; count < 8; ++count) uploads.push_back(upload("member " + std::to_string(count)));
    wait_for_started(max_running_programs);
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(started(), static_cast<std::size_t>(max_running_programs));
    release();
    for (auto& each : uploads) EXPECT_EQ(each.get(), "square");
}

}  // namespace
}  // namespace rollcall::pictures
