// Runs only in browsers without module scripts, so it is written in ES5.
(function () {
  var line = document.getElementById('boot-line');
  document.documentElement.setAttribute('data-state', 'failed');
  if (line) line.textContent = 'This browser is too old for Faultline: it needs a current Firefox, Chrome, Edge or Safari.';
})();
