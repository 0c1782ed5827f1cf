#include "database/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "core/error.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_writer.hpp"

namespace rollcall::database {
namespace {

using namespace std::chrono_literals;

constexpr auto insert = "INSERT INTO notes VALUES ($1)";

/// A connection whose commits are counted.
class Counting final : public DatabaseConnection {
public:
    explicit Counting(std::unique_ptr<DatabaseConnection> connection) : connection_(std::move(connection)) {}

    void begin() override {
        if (is_cut_) connection_->roll_back();
        is_cut_ = false;
        connection_->begin();
    }
    void commit() override {
        if (refuses_commits) {
            if (knows_refusals) refuses_commits = false;
            throw Error::unavailable("The disk is full.");
        }
        connection_->commit();
        ++commits;
    }
    void roll_back() noexcept override { connection_->roll_back(); }
    void end_function() override { connection_->end_function(); }
    void begin_part() override { connection_->begin_part(); }
    void end_part() override { connection_->end_part(); }
    void undo_part() override { connection_->undo_part(); }
    bool in_transaction() const override { return !is_cut_ && connection_->in_transaction(); }
    bool has_failed_to_begin() const override { return connection_->has_failed_to_begin(); }
    bool has_refused_commit() const override { return knows_refusals || connection_->has_refused_commit(); }
    bool is_lost() const override { return is_cut_ || connection_->is_lost(); }
    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override {
        return connection_->run(sql, parameters, on_row);
    }
    std::int64_t run_later(std::string_view sql, std::span<const Parameter> parameters,
                           std::function<void(const Row&)> on_row) override {
        if (cuts > 0) {
            --cuts;
            is_cut_ = true;
            return 0;
        }
        return connection_->run_later(sql, parameters, std::move(on_row));
    }
    void finish_later() override { connection_->finish_later(); }

    std::atomic<int> commits = 0;
    std::atomic<bool> refuses_commits = false;
    std::atomic<bool> knows_refusals = false;
    std::atomic<int> cuts = 0;  ///< how often the connection is still lost by a statement that runs later, unnoticed

private:
    std::unique_ptr<DatabaseConnection> connection_;
    std::atomic<bool> is_cut_ = false;
};

class Writing : public testing::OnEachBackend {
protected:
    std::unique_ptr<DatabaseConnection> new_connection() {
        auto made = empty.connect_to_write();
        made->execute("CREATE TABLE notes (text TEXT PRIMARY KEY)");
        made->execute("CREATE TABLE answers (note TEXT REFERENCES notes (text) DEFERRABLE INITIALLY DEFERRED)");
        return made;
    }

    std::vector<std::string> notes() {
        return empty.connect_to_read()->all("SELECT text FROM notes ORDER BY text",
                                            [](const Row& row) { return row.text(0); });
    }

    /// From another thread, while a write runs; returns once it waits.
    void write_later(const std::string& text) {
        const auto before = writer->waiting();
        later.push_back(std::async(
            std::launch::async, [this, text] { writer->write([&](Transaction& tx) { tx.execute(insert, text); }); }));
        while (writer->waiting() == before) std::this_thread::yield();
    }

    using Notes = std::vector<std::string>;

    std::vector<std::future<void>> later;
    Counting connection{new_connection()};
    std::unique_ptr<Writer> writer = std::make_unique<Writer>(connection);
};

TEST_P(Writing, a_function_that_throws_stores_nothing_and_its_caller_gets_the_exception) {
    const auto fail = [](Transaction& tx) {
        tx.execute(insert, "undone");
        throw Error::conflict("no");
    };
    EXPECT_THROW(writer->write(fail), Error);
    EXPECT_EQ(notes(), Notes{});
}

TEST_P(Writing, what_fails_only_at_its_end_is_undone_alone_whatever_runs_before_and_after_it_in_its_group) {
    struct Member {
        Writer::Work work;
        bool succeeds;
        Notes stored{};
    };
    const auto store = [](const std::string& text) {
        return Member{[text](Transaction& tx) { tx.execute(insert, text); }, true, {text}};
    };
    const auto store_later = [](const std::string& text) {
        return Member{[text](Transaction& tx) { tx.execute_later(insert, text); }, true, {text}};
    };
    const Member nothing{[](Transaction&) {}, true};
    const Member throwing{[](Transaction&) { throw Error::not_found(); }, false};
    const auto fail_at_once = [](Transaction& tx) {
        tx.execute(insert, "undone");
        tx.execute(insert, "undone");
    };
    const auto refer_to_nothing = [](Transaction& tx) {
        tx.execute(insert, "undone");
        tx.execute("INSERT INTO answers VALUES ('nowhere')");
    };
    const auto fail_later = [](Transaction& tx) {
        tx.execute(insert, "undone");
        tx.execute_later(insert, "undone");
    };
    const Member failing{fail_at_once, false};
    const Member of_nowhere{refer_to_nothing, false};
    const Member twice{fail_later, false};
    const std::vector<std::vector<Member>> groups{
        {store("1"), of_nowhere, store("2")},
        {store("1"), twice, store("2")},
        {of_nowhere, store("1"), of_nowhere},
        {twice, store_later("1"), twice},
        {store("1"), of_nowhere, nothing},
        {store("1"), twice, nothing},
        {store("1"), of_nowhere, throwing},
        {store("1"), twice, throwing},
        {of_nowhere, failing, store("1")},
        {store_later("1"), twice, store_later("2"), of_nowhere, store_later("3")},
        {store("1"), of_nowhere, nothing, throwing, twice, store("2")},
        {of_nowhere, of_nowhere},
        {twice, nothing, twice},
    };
    for (std::size_t number = 0; number < groups.size(); ++number) {
        SCOPED_TRACE(number);
        std::vector<Writer::Work> works;
        Notes expected;
        for (const auto& member : groups[number]) {
            works.push_back(member.work);
            expected.insert(expected.end(), member.stored.begin(), member.stored.end());
        }
        auto answers = testing::write_together(*writer, works);
        for (std::size_t index = 0; index < works.size(); ++index) {
            if (groups[number][index].succeeds) {
                EXPECT_NO_THROW(answers[index].get()) << index;
            } else {
                EXPECT_ANY_THROW(answers[index].get()) << index;
            }
        }
        EXPECT_EQ(notes(), expected);
        writer->write([](Transaction& tx) { tx.execute("DELETE FROM notes"); });
    }
}

TEST_P(Writing, writes_that_wait_share_a_commit) {
    std::vector<Writer::Work> works;
    for (int number = 0; number < 64; ++number) {
        works.emplace_back([number](Transaction& tx) { tx.execute(insert, std::to_string(number)); });
    }
    for (auto& answer : testing::write_together(*writer, works)) answer.get();
    EXPECT_EQ(notes().size(), 64);
    EXPECT_EQ(connection.commits, 1);
}

TEST_P(Writing, writes_that_come_while_the_first_of_a_group_is_slow_share_its_commit) {
    writer->write([&](Transaction& tx) {
        tx.execute(insert, "1");
        write_later("2");
        write_later("3");
        std::this_thread::sleep_for(20ms);
    });
    for (auto& answer : later) answer.get();
    EXPECT_EQ(notes(), (Notes{"1", "2", "3"}));
    EXPECT_EQ(connection.commits, 1);
}

TEST_P(Writing, writes_that_come_while_a_later_one_of_a_group_is_slow_are_the_next_group) {
    const auto slow = [&](Transaction& tx) {
        tx.execute(insert, "2");
        write_later("3");
        std::this_thread::sleep_for(20ms);
    };
    testing::write_together(*writer, {[](Transaction&) {}, slow});
    for (auto& answer : later) answer.get();
    EXPECT_EQ(notes(), (Notes{"2", "3"}));
    EXPECT_EQ(connection.commits, 2);
}

TEST_P(Writing, what_runs_alone_waits_for_the_end_of_the_group_during_which_it_came) {
    std::future<void> alone;
    int commits_before = 0;
    writer->write([&](Transaction& tx) {
        tx.execute(insert, "1");
        alone =
            std::async(std::launch::async, [&] { writer->run_alone([&] { commits_before = connection.commits; }); });
        while (writer->waiting() == 0) std::this_thread::yield();
    });
    alone.get();
    EXPECT_EQ(commits_before, 1);
}

TEST_P(Writing, counts_writes_and_their_statements) {
    const auto before = writer->state();
    writer->write([](Transaction& tx) {
        tx.execute(insert, "first");
        tx.execute(insert, "second");
    });
    writer->write([](Transaction& tx) { tx.execute(insert, "third"); });
    EXPECT_EQ(writer->state().writes - before.writes, 2);
    EXPECT_EQ(writer->state().statements - before.statements, 3);
    EXPECT_TRUE(writer->state().is_working);
}

TEST_P(Writing, is_working_again_once_a_change_is_stored) {
    connection.refuses_commits = true;
    EXPECT_THROW(writer->write([](Transaction& tx) { tx.execute(insert, "lost"); }), Error);
    EXPECT_FALSE(writer->state().is_working);
    connection.refuses_commits = false;
    writer->write([](Transaction&) {});
    EXPECT_FALSE(writer->state().is_working) << "nothing was stored";
    writer->write([](Transaction& tx) { tx.execute(insert, "kept"); });
    EXPECT_TRUE(writer->state().is_working);
}

TEST_P(Writing, is_not_working_after_a_commit_that_was_refused_for_want_of_room) {
    connection.refuses_commits = true;
    connection.knows_refusals = true;
    EXPECT_THROW(writer->write([](Transaction& tx) { tx.execute(insert, "lost"); }), Error);
    EXPECT_FALSE(writer->state().is_working);
}

TEST_P(Writing, a_write_whose_connection_is_lost_twice_unnoticed_is_refused) {
    const auto store_later = [](Transaction& tx) {
        tx.execute(insert, "kept");
        tx.execute_later(insert, "kept too");
    };
    connection.cuts = 2;
    EXPECT_THROW(writer->write(store_later), Error);
    EXPECT_EQ(notes(), Notes{});
    connection.cuts = 1;
    EXPECT_NO_THROW(writer->write(store_later));
    EXPECT_EQ(notes(), (Notes{"kept", "kept too"}));
}

TEST_P(Writing, a_failing_write_does_not_affect_the_others_of_its_group) {
    auto answers = testing::write_together(*writer, {
                                                        [](Transaction& tx) { tx.execute(insert, "first"); },
                                                        [](Transaction& tx) {
                                                            tx.execute(insert, "undone");
                                                            throw Error::conflict("no");
                                                        },
                                                        [](Transaction& tx) { tx.execute(insert, "last"); },
                                                    });
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_THROW(answers[1].get(), Error);
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(notes(), (Notes{"first", "last"}));
}

TEST_P(Writing, only_a_failure_after_a_change_lets_those_before_it_run_again) {
    int runs = 0;
    const auto store = [&](const std::string& text) {
        return [&runs, text](Transaction& tx) {
            ++runs;
            tx.execute(insert, text);
        };
    };
    const auto fail = [&](Transaction& tx) {
        ++runs;
        tx.execute("DELETE FROM notes WHERE text = 'nothing'");
        throw Error::not_found();
    };
    const auto fail_after_a_change = [&](Transaction& tx) {
        ++runs;
        tx.execute(insert, "undone");
        throw Error::conflict("no");
    };
    const auto fail_after_a_later_change = [&](Transaction& tx) {
        ++runs;
        tx.execute_later(insert, "undone");
        throw Error::conflict("no");
    };
    const auto fail_after_a_read = [&](Transaction& tx) {
        ++runs;
        tx.all_later("SELECT text FROM notes", [](const Row& row) { return row.text(0); });
        throw Error::conflict("no");
    };
    struct Group {
        std::vector<Writer::Work> works;
        int runs;
    };
    const std::vector<Group> groups{
        {{store("1"), fail, store("2"), fail}, 4},
        {{fail, fail_after_a_change, store("3"), store("4")}, 4},
        {{fail, fail, fail_after_a_change, fail_after_a_change, fail}, 5},
        {{store("4a"), fail_after_a_read, store("4b")}, 3},
        {{store("5"), fail, fail_after_a_change, store("6")}, 7},
        {{store("7"), fail_after_a_later_change, store("8")}, 5},
    };
    for (const auto& group : groups) {
        runs = 0;
        testing::write_together(*writer, group.works);
        EXPECT_EQ(runs, group.runs);
    }
    EXPECT_EQ(notes(), (Notes{"1", "2", "3", "4", "4a", "4b", "5", "6", "7", "8"}));
}

TEST_P(Writing, a_failure_that_rests_on_what_is_undone_is_none) {
    auto answers = testing::write_together(*writer, {
                                                        [](Transaction& tx) {
                                                            tx.execute(insert, "undone");
                                                            tx.execute("INSERT INTO answers VALUES ('no such note')");
                                                        },
                                                        [](Transaction& tx) {
                                                            const auto found =
                                                                tx.all("SELECT text FROM notes",
                                                                       [](const Row& row) { return row.text(0); });
                                                            if (!found.empty())
                                                                throw Error::conflict("There is a note.");
                                                            tx.execute(insert, "only one");
                                                        },
                                                    });
    EXPECT_THROW(answers[0].get(), ConstraintViolated);
    EXPECT_NO_THROW(answers[1].get());
    EXPECT_EQ(notes(), Notes{"only one"});
}

TEST_P(Writing, a_write_with_an_open_reference_does_not_affect_the_others_of_its_group) {
    auto answers = testing::write_together(
        *writer, {
                     [](Transaction& tx) { tx.execute(insert, "first"); },
                     [](Transaction& tx) { tx.execute("INSERT INTO answers VALUES ('no such note')"); },
                     [](Transaction& tx) {
                         tx.execute("INSERT INTO answers VALUES ('last')");
                         tx.execute(insert, "last");
                     },
                 });
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_THROW(answers[1].get(), ConstraintViolated);
    EXPECT_NO_THROW(answers[2].get());
    EXPECT_EQ(notes(), (Notes{"first", "last"}));
}

TEST_P(Writing, a_write_that_continues_after_a_failed_statement_stores_nothing) {
    writer->write([](Transaction& tx) { tx.execute(insert, "first"); });
    const auto swallow = [](Transaction& tx) {
        tx.execute(insert, "second");
        EXPECT_THROW(tx.execute(insert, "first"), ConstraintViolated);
    };
    EXPECT_THROW(writer->write(swallow), std::logic_error);
    EXPECT_THROW(writer->write([&](Transaction& tx) {
        swallow(tx);
        tx.execute(insert, "regardless");
    }),
                 std::logic_error);
    EXPECT_EQ(notes(), Notes{"first"});
}

TEST_P(Writing, a_write_inside_a_write_is_a_mistake) {
    EXPECT_THROW(writer->write([&](Transaction&) { writer->write([](Transaction&) {}); }), std::logic_error);
}

TEST_P(Writing, what_waits_is_committed_before_the_end) {
    std::thread end;
    auto answers = testing::write_together(*writer, {[](Transaction& tx) { tx.execute(insert, "kept"); }}, [&] {
        end = std::thread([ending = std::move(writer)]() mutable { ending.reset(); });
    });
    end.join();
    EXPECT_NO_THROW(answers[0].get());
    EXPECT_EQ(notes(), Notes{"kept"});
}

ROLLCALL_ON_BOTH_BACKENDS(Writing);

}  // namespace
}  // namespace rollcall::database
