// For LD_PRELOAD: writes down each different statement that the program prepares on SQLite, with SQLite's plan for it, as
// it is on that connection. Into the file of the process in the folder STATEMENTS_FOLDER: text, unit separator, the
// lines of the plan, record separator.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int (*prepare_function)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);

enum { most_statements = 8192 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static uint64_t known[most_statements];
static int count = 0;

// FNV-1a.
static uint64_t hash_of(const char *text) {
    uint64_t hash = 14695981039346656037u;
    for (; *text; ++text) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static int is_known(const char *text) {
    const uint64_t hash = hash_of(text);
    for (int index = 0; index < count; ++index) {
        if (known[index] == hash) return 1;
    }
    if (count < most_statements) known[count++] = hash;
    return 0;
}

static void record(prepare_function prepare, sqlite3 *connection, const char *text) {
    char file_name[4096];
    const char *folder = getenv("STATEMENTS_FOLDER");
    if (!folder) return;
    snprintf(file_name, sizeof file_name, "%s/%d.statements", folder, (int)getpid());
    FILE *file = fopen(file_name, "ae");
    if (!file) return;
    fprintf(file, "%s\x1f", text);

    char *explained = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", text);
    sqlite3_stmt *plan = NULL;
    if (prepare(connection, explained, -1, 0, &plan, NULL) == SQLITE_OK) {
        while (sqlite3_step(plan) == SQLITE_ROW) fprintf(file, "%s\n", (const char *)sqlite3_column_text(plan, 3));
    }
    sqlite3_finalize(plan);
    sqlite3_free(explained);
    fputs("\x1e", file);
    fclose(file);
}

int sqlite3_prepare_v3(sqlite3 *connection, const char *sql, int bytes, unsigned flags, sqlite3_stmt **statement,
                       const char **tail) {
    const prepare_function prepare = (prepare_function)dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
    const int code = prepare(connection, sql, bytes, flags, statement, tail);
    if (code != SQLITE_OK || !*statement) return code;
    const char *text = sqlite3_sql(*statement);
    pthread_mutex_lock(&mutex);
    if (!is_known(text)) record(prepare, connection, text);
    pthread_mutex_unlock(&mutex);
    return code;
}
