#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_writer.hpp"
#include "database/whole/new_database.hpp"

namespace rollcall::database::postgres {
namespace {

constexpr auto socket_name = "/.s.PGSQL.5432";

/// Stands between Rollcall and PostgreSQL.
class Proxy {
public:
    explicit Proxy(std::string folder_of_server) : target_(std::move(folder_of_server) + socket_name) {
        const auto address = address_of(folder_.path().string() + socket_name);
        if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(listener_, 8) != 0) {
            throw std::runtime_error("the proxy cannot listen");
        }
        accepting_ = std::thread([this] { accept_all(); });
    }
    ~Proxy() {
        ::shutdown(listener_, SHUT_RDWR);
        accepting_.join();
        for (auto& connection : connections_) connection.join();
        ::close(listener_);
    }
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    std::string address_of_database(const std::string& name) const {
        return fmt::format("postgres://rollcall@/{}?host={}", name, folder_.path().string());
    }

    /// Cuts the connection when the next answer to a COMMIT arrives, in its place.
    void lose_next_commit() { loses_commit_ = true; }

private:
    static sockaddr_un address_of(const std::string& path) {
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        return address;
    }

    void accept_all() {
        for (int client = ::accept(listener_, nullptr, nullptr); client >= 0;
             client = ::accept(listener_, nullptr, nullptr)) {
            connections_.emplace_back([this, client] { serve(client); });
        }
    }

    void serve(int client) {
        const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(target_);
        if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            while (pass_on(client, server)) {
            }
        }
        ::close(client);
        ::close(server);
    }

    /// False at the end of the connection.
    bool pass_on(int client, int server) {
        std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (::poll(both.data(), both.size(), -1) < 0) return false;
        for (const auto& one : both) {
            if (one.revents == 0) continue;
            std::array<char, 65536> bytes{};
            const auto count = ::read(one.fd, bytes.data(), bytes.size());
            if (count <= 0) return false;
            using namespace std::string_view_literals;
            const std::string_view answer(bytes.data(), static_cast<std::size_t>(count));
            const bool is_commit = one.fd == server && answer.find("COMMIT\0"sv) != answer.npos;
            if (is_commit && loses_commit_.exchange(false)) return false;
            if (::write(one.fd == server ? client : server, bytes.data(), answer.size()) != count) return false;
        }
        return true;
    }

    const std::string target_;
    const TemporaryFolder folder_;
    const int listener_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
    std::atomic<bool> loses_commit_ = false;
    std::vector<std::thread> connections_;
    std::thread accepting_;
};

/// Each caller gets an error, as nobody knows whether it was stored, and nothing runs a second time: it was.
class LostCommits : public ::testing::Test {
protected:
    void SetUp() override { connection.execute("CREATE TABLE notes (text TEXT NOT NULL)"); }

    void expect_one_run_of(const std::vector<Writer::Work>& works) {
        Writer writer(connection);
        std::atomic<int> runs = 0;
        std::vector<Writer::Work> counted;
        for (const auto& work : works) {
            counted.push_back([&runs, work](Transaction& tx) {
                ++runs;
                work(tx);
            });
        }
        auto answers = testing::write_together(writer, counted, [&] { proxy.lose_next_commit(); });
        for (auto& answer : answers) EXPECT_THROW(answer.get(), Error);
        EXPECT_EQ(runs, static_cast<int>(works.size()));
        const auto notes = empty.connect_to_read()->all("SELECT text FROM notes ORDER BY text",
                                                        [](const Row& row) { return row.text(0); });
        EXPECT_EQ(notes, (std::vector<std::string>{"1", "2"}));
    }

    testing::EmptyDatabase empty{testing::Backend::postgres};
    Proxy proxy{std::getenv("ROLLCALL_TEST_POSTGRES")};
    PostgresConnection connection{proxy.address_of_database(empty.name()), PostgresConnection::Access::write};
};

constexpr auto insert = "INSERT INTO notes VALUES ($1)";
const Writer::Work store_first = [](Transaction& tx) { tx.execute(insert, "1"); };

TEST_F(LostCommits, of_a_group_run_nothing_again) {
    expect_one_run_of({store_first, [](Transaction& tx) { tx.execute(insert, "2"); }});
}

TEST_F(LostCommits, of_a_group_whose_last_function_runs_everything_later_run_nothing_again) {
    expect_one_run_of({store_first, [](Transaction& tx) { tx.execute_later(insert, "2"); }});
}

TEST_F(LostCommits, of_a_group_whose_last_function_does_nothing_run_nothing_again) {
    expect_one_run_of({store_first, [](Transaction& tx) { tx.execute(insert, "2"); }, [](Transaction&) {}});
}

TEST(LostCommit, of_a_database_that_was_filled_leaves_in_doubt_whether_it_is_there) {
    const testing::EmptyDatabase empty{testing::Backend::postgres};
    Proxy proxy{std::getenv("ROLLCALL_TEST_POSTGRES")};
    const SystemClock clock;
    const auto schema = static_cast<int>(postgres_migrations().size());
    const auto database = create_database(proxy.address_of_database(empty.name()), schema, clock);
    proxy.lose_next_commit();
    EXPECT_THROW(database->publish(), PublishedInDoubt);
    EXPECT_THROW(require_no_database(empty.location()), std::runtime_error);
}

}  // namespace
}  // namespace rollcall::database::postgres
