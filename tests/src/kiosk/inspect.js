// What is too small, too small to read, torn, or out of reach on the present page. What is scrolled under the cover is out of sight.
(() => {
    const faults = [];
    const shown = (element) => {
        const at = element.getBoundingClientRect();
        const there = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
        return at.width > 1 && there && (element.contains(there) || there.contains(element)) ? at : null;
    };
    // Words that end on another line than they began.
    const torn = (element) => {
        const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walk.nextNode()) {
            for (const { 0: word, index } of walk.currentNode.data.matchAll(/\S+/g)) {
                const range = document.createRange();
                range.setStart(walk.currentNode, index);
                range.setEnd(walk.currentNode, index + word.length);
                if (range.getClientRects().length > 1) found.push('torn: ' + word + ' in ' + element.outerHTML.slice(0, 120));
            }
        }
        return found;
    };
    const third = Math.floor(innerHeight / 3);
    for (const element of document.querySelectorAll('button, a[href], input, select, textarea, summary')) {
        const at = shown(element);
        if (!at || getComputedStyle(element).pointerEvents === 'none') continue;
        if (at.height < 64 || at.width < 64) faults.push('small: ' + element.outerHTML.slice(0, 120) + ' ' + at.width + 'x' + at.height);
        const below = element.closest('.kiosk-bar') && at.bottom > innerHeight + 1;
        if (below || element.scrollHeight > element.clientHeight + 2) faults.push('cut: ' + element.outerHTML.slice(0, 120));
        if (element.matches('button')) faults.push(...torn(element));
        if (at.top + at.height / 2 < third) faults.push('high: ' + element.outerHTML.slice(0, 120) + ' ' + at.top);
    }
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const holder = walk.currentNode.parentElement;
        if (walk.currentNode.data.trim() && shown(holder) && parseFloat(getComputedStyle(holder).fontSize) < 24)
            faults.push('unreadable: ' + walk.currentNode.data.trim().slice(0, 60));
    }
    const keys = document.querySelector('.kiosk-keys:not([hidden])');
    if (keys) {
        const [box, cover] = [document.activeElement, document.querySelector('.kiosk-cover')].map((element) => element.getBoundingClientRect());
        if (box.top < cover.bottom - 1 || box.bottom > keys.getBoundingClientRect().top + 1) faults.push('the box that is typed into is not seen');
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
    return faults;
})();
