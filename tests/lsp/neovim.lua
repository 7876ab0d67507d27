-- Opens a draft, shows its diagnostics, hovers, applies the first quick fix, and tells on standard output what was seen.
local python, draft = vim.env.CHECKER_PYTHON, vim.env.CHECKER_DRAFT
local LONGEST = 30000

local function say(line)
  io.stdout:write(line .. "\n")
end

local function wait(what, seen)
  if not vim.wait(LONGEST, seen, 20) then
    say("没有等到：" .. what)
    vim.cmd("cquit")
  end
end

vim.cmd("edit " .. draft)
local config = { name = "checker", cmd = { python, "-m", "checker", "lsp" }, root_dir = vim.fn.fnamemodify(draft, ":h") }
if vim.lsp.start then
  vim.lsp.start(config)
else
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end

local function marks()
  return vim.tbl_filter(function(one)
    return one.code == "repeated-mark"
  end, vim.diagnostic.get(0))
end

wait("诊断", function()
  return #marks() > 0
end)
for _, one in ipairs(vim.diagnostic.get(0)) do
  say(("%d:%d %s %s"):format(one.lnum + 1, one.col + 1, one.code or one.user_data.lsp.code, one.message))
end

local mark = marks()[1]
vim.api.nvim_win_set_cursor(0, { mark.lnum + 1, mark.col })
local window = vim.api.nvim_get_current_win()
vim.lsp.buf.hover()
local function floating()
  for _, each in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(each).relative ~= "" then
      return each
    end
  end
end
wait("说明", floating)
say("== 说明")
for _, line in ipairs(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(floating()), 0, -1, false)) do
  say(line)
end
vim.api.nvim_win_close(floating(), true)
vim.api.nvim_set_current_win(window)

vim.ui.select = function(items, options, choose)
  say("== 可以做的")
  for _, item in ipairs(items) do
    say(options.format_item(item))
  end
  choose(items[1], 1)
end
local before = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.lsp.buf.code_action()
wait("修改", function()
  return not vim.deep_equal(before, vim.api.nvim_buf_get_lines(0, 0, -1, false))
end)
say("== 改后")
for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  say(line)
end
wait("改后的诊断", function()
  return #marks() == 0
end)
vim.cmd("qall!")
