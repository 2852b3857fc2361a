// The pane that shows a page or section as the Markdown it is.

/**
 * @param pane - The element to fill.
 * @param onClose - Called when the pane has been closed.
 */
export function reader(pane, { onClose }) {
  const isOpen = () => !pane.hidden;

  function close() {
    pane.hidden = true;
    document.body.classList.remove('reading');
    onClose();
  }

  /** Shows what `read` answers, or the message of what it throws. */
  function show(read) {
    let content;
    try {
      content = read();
    } catch (error) {
      content = { title: 'This page did not open', heading: '', breadcrumb: [], url: '', markdown: error.message };
    }
    pane.replaceChildren(top(content, close), text(content.markdown));
    pane.hidden = false;
    pane.scrollTop = 0;
    document.body.classList.add('reading');
    // From here the arrows and the space bar scroll the page.
    pane.focus({ preventScroll: true });
  }

  return { show, close, isOpen };
}

function top({ title, heading, breadcrumb, url }, close) {
  const header = document.createElement('header');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '×';
  button.setAttribute('aria-label', 'Close the page');
  button.addEventListener('click', close);

  const crumbs = document.createElement('p');
  crumbs.className = 'crumbs';
  crumbs.textContent = [...breadcrumb, ...(heading === '' ? [] : [title])].join(' › ');
  const name = document.createElement('h1');
  name.textContent = heading || title;
  header.append(button, ...(crumbs.textContent === '' ? [] : [crumbs]), name);

  if (/^https?:/.test(url)) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = url.replace(/^https?:\/\//, '');
    link.rel = 'noreferrer';
    header.append(link);
  }
  return header;
}

function text(markdown) {
  const pre = document.createElement('pre');
  pre.textContent = markdown.trim();
  return pre;
}
